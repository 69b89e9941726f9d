import type { Context } from '#engine/context.ts'
import { bytesInMemory } from '#engine/transfer/files/sheet.ts'
import { parseImportOptions } from '#engine/transfer/import/options.ts'
import { type ImportReport, readImport } from '#engine/transfer/import/read-import.ts'
import { runImport } from '#engine/transfer/import/run-import.ts'
import { startImport } from '#engine/transfer/import/start-import.ts'
import type { JsonObject } from '#model/json.ts'
import { contextAt } from './site-context.ts'
import type { Workshop } from './structure.ts'

type Maker = () => Promise<Context>

/** Sends a file for a table; the import has not begun. */
export async function sendFile(
  shop: Workshop,
  slug: string,
  file: string | Uint8Array,
  options: JsonObject = {},
  by?: Maker,
): Promise<number> {
  const ctx = await (by ?? (() => contextAt(shop)))()
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  return startImport(ctx, shop.table(slug), {
    name: 'file',
    bytes: bytesInMemory(bytes, 10_000).chunks(),
    options: parseImportOptions(options, shop.table(slug)),
  })
}

/** The same, done; and what came of it. */
export async function importFile(
  shop: Workshop,
  slug: string,
  file: string | Uint8Array,
  options: JsonObject = {},
  by: Maker = () => contextAt(shop),
): Promise<ImportReport> {
  const id = await sendFile(shop, slug, file, options, by)
  await runImport(by, id)
  return readImport(await by(), id)
}

/** Line, column and code of each problem. */
export const problemsOf = (report: ImportReport) =>
  report.problems.map(({ line, column, code }) => [line, column, code])
