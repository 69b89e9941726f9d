const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const sheetml = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const rootRelations = `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

export const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetml}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetml}.styles+xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetml}.worksheet+xml"/>`)
    .join('')}</Types>`

export const workbookRelations = (sheets: number): string =>
  `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="styles" Type="${office}/styles" Target="styles.xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Relationship Id="sheet${n}" Type="${office}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('')}</Relationships>`

/** The sheets after the first have their number behind the name. */
export const workbook = (name: string, sheets: number): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers(sheets)
    .map(
      (n) =>
        `<sheet name="${xmlText(n === 1 ? name : `${name.slice(0, 27)} ${n}`)}" sheetId="${n}" r:id="sheet${n}"/>`,
    )
    .join('')}</sheets></workbook>`

/** The first two styles are the plain one and the header's; the others show numbers by these formats. */
export const styles = (formats: readonly string[]): string =>
  `${head}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats
    .map((format, i) => `<numFmt numFmtId="${164 + i}" formatCode="${xmlText(format)}"/>`)
    .join(
      '',
    )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${formats.length + 2}"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>${formats
    .map((_, i) => `<xf xfId="0" numFmtId="${164 + i}" applyNumberFormat="1"/>`)
    .join('')}</cellXfs></styleSheet>`

/** With the header's row held in view. */
export const sheetStart = (widths: readonly number[]): string =>
  `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

export const sheetEnd = '</sheetData></worksheet>'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML cannot hold is written `_x0001_`, and what looks so already is told apart. */
export const xmlText = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => escapes[sign]!)
    .replace(
      /[\x00-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      hexed,
    )

const hexed = (character: string): string =>
  `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
