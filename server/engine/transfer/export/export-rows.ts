import type { Field } from '#model/fields/index.ts'
import type { Language } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { type Context, localeOf } from '../../context.ts'
import { csvText } from './csv-write.ts'
import { jsonText } from './json-write.ts'
import { xlsxBytes } from './xlsx-write.ts'

export const exportFormats = ['csv', 'xlsx', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportOptions {
  readonly format: ExportFormat
  /** What heads the columns. Slugs by default, so that an import understands them whatever the labels become. */
  readonly header?: 'slug' | 'label'
}

/** The file, piece by piece. Pages are asked for one at a time, so a slow client holds nothing but its own page. */
export function exportRows(
  ctx: Context,
  table: Table,
  fields: readonly Field[],
  pages: AsyncIterable<readonly Row[]>,
  { format, header = 'slug' }: ExportOptions,
): AsyncIterable<string | Uint8Array> {
  const names = fields.map((field) =>
    header === 'label' ? inLanguage(field.label, ctx.language) : field.slug,
  )
  switch (format) {
    case 'csv':
      return csvText(fields, names, pages, localeOf(ctx))
    case 'xlsx':
      return xlsxBytes(fields, names, pages, localeOf(ctx), sheetName(table, ctx.language))
    case 'json':
      return jsonText(pages)
  }
}

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
}

/** What HTTP says of the file: `projet-2026-12-31.csv`. */
export const exportHeaders = (table: Table, format: ExportFormat, day: string): Record<string, string> => ({
  'content-type': types[format],
  'content-disposition': `attachment; filename="${table.slug}-${day}.${format}"`,
})

/** Excel takes 31 characters, and not these. */
const sheetName = (table: Table, language: Language): string =>
  inLanguage(table.label, language)
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, 31) || table.slug
