import { fileProblem } from './file-problems.ts'
import { fileLimits } from './limits.ts'
import type { FileBytes } from './sheet.ts'
import { showsDate } from './xlsx-dates.ts'
import { readXml, type XmlListener } from './xml.ts'
import { openZip, unpack, type ZipArchive, type ZipEntry } from './zip-read.ts'

/** What a workbook's sheet cannot be read without. */
export interface Workbook {
  readonly sheet: ZipEntry
  readonly strings: readonly string[]
  readonly styles: readonly Style[]
  readonly from1904: boolean
}

/** How the numbers of a style show. */
export interface Style {
  readonly date: boolean
  /** Zeros in front, to so many digits: `00000`, as for postal codes. */
  readonly digits: number
}

export async function openWorkbook(file: FileBytes, wanted: string | undefined): Promise<Workbook> {
  const zip = await openZip(file)
  const part = (name: string): ZipEntry | undefined => zip.get(name.replace(/^\//, ''))
  const read = async (name: string, listener: XmlListener): Promise<void> => {
    const entry = part(name)
    if (entry) await readXml(unpack(file, entry), listener)
  }
  const main = await mainPart(zip, read)
  const { sheets, from1904 } = await readSheets(main, read)
  const links = await readLinks(relationsOf(main), read)
  const sheet = part(resolve(main, links.byId.get(chooseSheet(sheets, wanted)) ?? ''))
  if (!sheet) throw fileProblem('file.bad_workbook')
  const strings = await readStrings(resolve(main, links.strings ?? 'sharedStrings.xml'), read)
  const styles = await readStyles(resolve(main, links.styles ?? 'styles.xml'), read)
  return { sheet, strings, styles, from1904 }
}

type Read = (name: string, listener: XmlListener) => Promise<void>

async function mainPart(zip: ZipArchive, read: Read): Promise<string> {
  let found = 'xl/workbook.xml'
  await read('_rels/.rels', {
    open: (name, { Type, Target }) => {
      if (name === 'Relationship' && Type?.endsWith('/officeDocument') && Target)
        found = Target.replace(/^\//, '')
    },
  })
  if (!zip.has(found)) throw fileProblem('file.bad_workbook')
  return found
}

const relationsOf = (part: string): string => part.replace(/([^/]+)$/, '_rels/$1.rels')

/** A part's address, seen from the workbook. */
const resolve = (from: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : new URL(target, `zip:/${from}`).pathname.slice(1)

interface NamedSheet {
  readonly name: string
  readonly link: string
}

async function readSheets(main: string, read: Read): Promise<{ sheets: NamedSheet[]; from1904: boolean }> {
  const sheets: NamedSheet[] = []
  let from1904 = false
  await read(main, {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({ name: attributes.name ?? '', link: attributes['r:id'] ?? linkOf(attributes) })
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
    },
  })
  return { sheets, from1904 }
}

/** The relation's id, whatever prefix the writer chose for it. */
const linkOf = (attributes: Readonly<Record<string, string>>): string =>
  attributes[Object.keys(attributes).find((name) => name.endsWith(':id')) ?? ''] ?? ''

function chooseSheet(sheets: readonly NamedSheet[], wanted: string | undefined): string {
  const same = (name: string) => name.trim().toLowerCase() === wanted?.trim().toLowerCase()
  const sheet = wanted === undefined || wanted === '' ? sheets[0] : sheets.find(({ name }) => same(name))
  if (sheet) return sheet.link
  if (sheets.length === 0) throw fileProblem('file.bad_workbook')
  const names = sheets
    .slice(0, 20)
    .map(({ name }) => name)
    .join(', ')
  throw fileProblem('file.no_sheet', { sheet: wanted ?? '', sheets: names })
}

async function readLinks(part: string, read: Read) {
  const links = {
    byId: new Map<string, string>(),
    strings: undefined as string | undefined,
    styles: undefined as string | undefined,
  }
  await read(part, {
    open: (name, { Id, Type = '', Target }) => {
      if (name !== 'Relationship' || !Id || !Target) return
      links.byId.set(Id, Target)
      if (Type.endsWith('/sharedStrings')) links.strings = Target
      if (Type.endsWith('/styles')) links.styles = Target
    },
  })
  return links
}

/** The texts that cells share. Runs of a rich text are joined; the phonetic hints of Asian texts are not text. */
async function readStrings(part: string, read: Read): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let total = 0
  let inText = false
  let phonetic = false
  await read(part, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') {
        total += text.length
        if (total > fileLimits.sharedText) throw fileProblem('file.zip_bomb')
        strings.push(plainText(text))
      }
    },
  })
  return strings
}

async function readStyles(part: string, read: Read): Promise<Style[]> {
  const codes = new Map<number, string>()
  const styles: Style[] = []
  let inCells = false
  await read(part, {
    open(name, { numFmtId = '0', formatCode = '' }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) styles.push(styleOf(Number(numFmtId), codes.get(Number(numFmtId))))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

const styleOf = (id: number, code: string | undefined): Style => ({
  date: showsDate(id, code),
  digits: code !== undefined && /^0[0 ]+$/.test(code) ? code.replaceAll(' ', '').length : 0,
})

/** `_x000D_` stands for a character that XML cannot hold. */
export const plainText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
