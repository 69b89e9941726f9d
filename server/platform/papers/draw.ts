import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** A PDF of A4 pages in the making; what draws it knows pdfkit's words. */
export type Sheet = PDFKit.PDFDocument

export const margin = 50

/** Draws a paper, whole in memory: pdfkit and the fonts are read when first needed. */
export async function drawPaper(title: string, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit')
  const [regular, bold] = await fonts()
  const sheet = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    info: { Title: title, Creator: 'Sugu' },
  })
  const whole = collected(sheet)
  sheet.registerFont('regular', regular).registerFont('bold', bold).font('regular')
  draw(sheet)
  sheet.end()
  return whole
}

/** Fonts of our own, embedded: the fourteen that every reader has know no ₦, no ɛ, no Ŋ. */
let read: Promise<[Buffer, Buffer]> | undefined
function fonts(): Promise<[Buffer, Buffer]> {
  read ??= Promise.all([fontFile('DejaVuSans'), fontFile('DejaVuSans-Bold')])
  return read
}

const fontFile = (name: string): Promise<Buffer> =>
  readFile(fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)))

function collected(sheet: Sheet): Promise<Buffer> {
  const parts: Buffer[] = []
  return new Promise((resolve, reject) => {
    sheet
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => resolve(Buffer.concat(parts)))
      .on('error', reject)
  })
}

/** What a picture's head promises, its body may not hold. */
export async function isDrawable(picture: Buffer): Promise<boolean> {
  try {
    await drawPaper('', (sheet) => sheet.image(picture, { fit: [100, 100] }))
    return true
  } catch {
    return false
  }
}
