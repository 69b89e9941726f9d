import type { JsonSchema } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Table } from '#model/table.ts'
import { fileFormats } from '../transfer/files/open-sheet.ts'

/** What a table's addresses take and answer beside its rows. */
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` })

export const pageOf = (table: Table): JsonSchema =>
  is.object(
    {
      count: is.orNull(is.whole),
      next: is.orNull(is.text),
      previous: is.orNull(is.text),
      results: is.list(ref(table.slug)),
      page_info: is.object({
        current_page: is.whole,
        total_pages: is.orNull(is.whole),
        page_size: is.whole,
      }),
    },
    { count_is_capped: is.yes },
  )

export const restoreBody: JsonSchema = {
  type: 'object',
  properties: { version: { type: 'integer', minimum: 1 }, fields: is.list(is.text) },
}

export const bulkBody: JsonSchema = {
  type: 'object',
  required: ['action'],
  properties: {
    action: is.text,
    ids: { type: 'array', items: is.whole, maxItems: 10_000 },
    where: { type: 'object' },
    values: { type: 'object' },
    dry_run: is.yes,
  },
}

export const bulkAnswer = is.object({ action: is.text, count: is.whole, dry_run: is.yes })

const measured = { count: is.whole, values: is.byName(is.anything) }

export const summaryAnswer = is.object({
  groups: is.list(
    is.object({
      keys: is.list(is.anything),
      labels: is.list(is.orNull(is.text)),
      where: { type: 'object' },
      ...measured,
    }),
  ),
  more: is.yes,
  total: is.object(measured),
})

export const historyAnswer = is.object({
  results: is.list(
    is.object({
      version: is.whole,
      verb: is.text,
      at: is.text,
      actor: is.text,
      name: is.orNull(is.text),
      changes: is.byName(is.object({}, { from: is.anything, to: is.anything })),
    }),
  ),
})

export const importBody: JsonSchema = {
  type: 'object',
  required: ['file'],
  properties: {
    dry_run: is.yes,
    match: is.text,
    on_error: is.oneOf('stop', 'skip'),
    format: is.oneOf(...fileFormats),
    sheet: is.text,
    encoding: is.text,
    separator: is.text,
    columns: is.text,
    file: { type: 'string', contentMediaType: 'application/octet-stream' },
  },
}

const reported = is.object({
  line: is.orNull(is.whole),
  column: is.orNull(is.text),
  field: is.orNull(is.text),
  code: is.text,
  message: is.text,
  value: is.orNull(is.text),
})

const takenBack = is.object({
  batch: is.text,
  removed: is.whole,
  restored: is.whole,
  kept: is.list(is.object({ id: is.whole, code: is.text, message: is.text })),
  kept_count: is.whole,
})

export const importAnswer: JsonSchema = is.object({
  id: is.whole,
  table: is.orNull(is.text),
  actor: is.text,
  name: is.text,
  options: { type: 'object' },
  size: is.whole,
  status: is.oneOf('uploading', 'waiting', 'checking', 'writing', 'done', 'failed', 'undone'),
  progress: is.orNull(is.number),
  rows: is.orNull(is.whole),
  position: is.whole,
  created: is.whole,
  updated: is.whole,
  unchanged: is.whole,
  skipped: is.whole,
  problem_count: is.whole,
  problems: is.list(reported),
  ignored: is.list(is.text),
  columns: is.list(is.object({ header: is.text, field: is.orNull(is.text), samples: is.list(is.text) })),
  undo: is.orNull(takenBack),
  batch: is.orNull(is.text),
  created_at: is.instant,
  done_at: is.orNull(is.instant),
})

/** As for the file's own sending; the columns stay as they were where they are not named. */
export const againBody: JsonSchema = is.object(
  {},
  {
    columns: is.byName(is.orNull(is.text)),
    match: is.list(is.text),
    on_error: is.oneOf('stop', 'skip'),
    dry_run: is.yes,
  },
)

export const importsAnswer = is.object({ results: is.list(importAnswer) })
