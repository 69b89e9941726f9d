/** What is copied and pasted: lines of cells, as texts; and, from one of our grids to another, their values. */
export interface Copied {
  readonly texts: readonly (readonly string[])[]
  readonly values: readonly (readonly unknown[])[] | null
}

/** Tabs between cells; a cell that holds a tab, a line's end or a quote stands between quotes, as spreadsheets have it. */
export const asTsv = (texts: Copied['texts']): string =>
  texts.map((cells) => cells.map(quotedIfNeeded).join('\t')).join('\n')

const quotedIfNeeded = (text: string): string =>
  /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** A spreadsheet reads the table, another grid of ours the values. */
export function asHtml({ texts, values }: Copied): string {
  const lines = texts.map((cells) => `<tr>${cells.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`)
  return `<table data-sugu="${escaped(JSON.stringify(values))}"><tbody>${lines.join('')}</tbody></table>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** What a clipboard holds, the best form first. */
export function pasted(clipboard: { getData(type: string): string }): Copied {
  const plain = fromTsv(clipboard.getData('text/plain'))
  const values = ourValues(clipboard.getData('text/html'))
  const fits =
    values?.length === plain.length && values.every((cells, i) => cells.length === plain[i]!.length)
  return { texts: plain, values: fits ? values : null }
}

function ourValues(html: string): readonly (readonly unknown[])[] | null {
  const found = /data-sugu="([^"]*)"/.exec(html)
  if (!found) return null
  try {
    const values: unknown = JSON.parse(unescaped(found[1]!))
    return Array.isArray(values) && values.every(Array.isArray) ? values : null
  } catch {
    return null
  }
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Quoted cells may hold tabs and line ends; the end of the last line begins no new one. */
export function fromTsv(text: string): string[][] {
  const lines: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  let at = 0
  for (;;) {
    cell.lastIndex = at
    const found = cell.exec(text)!
    lines.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    at = cell.lastIndex
    if (at >= text.length) break
    const isTab = text[at] === '\t'
    at += text.startsWith('\r\n', at) ? 2 : 1
    if (isTab) continue
    if (at >= text.length) break
    lines.push([])
  }
  return lines
}
