import { setTimeout as sleep } from 'node:timers/promises'
import { cellText } from '#engine/transfer/export/cell-text.ts'
import { csvLine } from '#engine/transfer/export/csv-write.ts'
import { shieldFormula } from '#engine/transfer/files/formula.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import { type Caller, expecting, type Got } from '../support/caller.ts'

/** Codes by field; null where the record was taken. */
export type Verdict = Readonly<Record<string, readonly string[]>> | null

interface Said {
  readonly code: string
}

const codesOf = (errors: Readonly<Record<string, readonly Said[]>>): Verdict =>
  Object.fromEntries(
    Object.entries(errors).map(([field, list]) => [field, list.map(({ code }) => code).sort()]),
  )

function verdictOf({ status, body }: Got): Verdict {
  if (status < 300) return null
  if (status === 400 && body.errors) return codesOf(body.errors)
  throw new Error(`${status}: ${JSON.stringify(body).slice(0, 500)}`)
}

export async function byPost(admin: Caller, slug: string, record: JsonObject) {
  const got = await admin.post(`/api/${slug}/`, record)
  return { verdict: verdictOf(got), row: got.body as Row }
}

export const byPatch = async (
  admin: Caller,
  slug: string,
  id: number,
  record: JsonObject,
): Promise<Verdict> => verdictOf(await admin.patch(`/api/${slug}/${id}/`, record))

export const byBulk = async (admin: Caller, slug: string, id: number, values: JsonObject): Promise<Verdict> =>
  verdictOf(await admin.post(`/api/${slug}/bulk/`, { action: 'update', ids: [id], values }))

/** A file, and the line on which each of its records begins. */
export interface File {
  readonly name: string
  readonly text: string
  readonly lines: readonly number[]
}

/** One object a line. */
export const jsonFile = (records: readonly JsonObject[]): File => ({
  name: 'fiches.json',
  text: `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]`,
  lines: records.map((_, i) => i + 2),
})

/** As a person writes it: dates day first, decimals behind a comma, lists between commas. */
export function csvFile(fields: readonly Field[], records: readonly JsonObject[], locale: Locale): File {
  let text = csvLine(fields.map(({ slug }) => slug))
  const lines = records.map((record) => {
    const line = text.split('\n').length
    text += csvLine(fields.map((field) => shieldFormula(cellOf(field, record[field.slug] ?? null, locale))))
    return line
  })
  return { name: 'fiches.csv', text, lines }
}

/** A value that the field refuses goes as it stands. */
function cellOf(field: Field, value: Json, locale: Locale): string {
  if (value === null) return ''
  const parsed = fieldTypeOf(field).parse(field, value, locale)
  if (!isProblem(parsed)) return cellText(field, parsed.value, locale)
  return String(value).replace('.', typeof value === 'number' || /^-?[\d.]+$/.test(String(value)) ? ',' : '.')
}

/** Each record's verdict, as the report of the import gives it by line. */
export async function byImport(
  admin: Caller,
  slug: string,
  { name, text, lines }: File,
  match = '',
): Promise<Verdict[]> {
  const form = new FormData()
  for (const [option, value] of Object.entries({ on_error: 'skip', match })) form.set(option, value)
  form.set('file', new Blob([text]), name)
  const { import: id } = await expecting(202, admin.post(`/api/${slug}/import/`, form))
  const report = await over(admin, id)
  const problems = report.problems as { line: number; field: string; code: string }[]
  const { status, problem_count } = report
  if (
    status !== 'done' ||
    problem_count !== problems.length ||
    problems.some(({ line }) => !lines.includes(line))
  )
    throw new Error(JSON.stringify(report).slice(0, 2000))
  const byLine = Map.groupBy(problems, ({ line }) => line)
  return lines.map((line) => {
    const found = byLine.get(line)
    return found ? codesOf(Object.groupBy(found, ({ field }) => field) as Record<string, Said[]>) : null
  })
}

async function over(admin: Caller, id: number): Promise<JsonObject> {
  for (;;) {
    const report = await expecting(200, admin.get(`/api/imports/${id}/`))
    if (['done', 'failed'].includes(report.status)) return report
    await sleep(20)
  }
}

/** All rows, in the order in which they were made, with all that there is to know of each. */
export async function rowsOf(admin: Caller, { slug, fields }: Table): Promise<(Row & { id: number })[]> {
  const asked = [
    'id',
    ...fields.map((field) => field.slug),
    'version',
    'created_at',
    'updated_at',
    'created_by',
  ]
  const rows: (Row & { id: number })[] = []
  let next: string | null = `/api/${slug}/?ordering=id&page_size=100&fields=${asked.join()}`
  while (next) {
    const page: { results: (Row & { id: number })[]; next: string | null } = await expecting(
      200,
      admin.get(next),
    )
    rows.push(...page.results)
    next = page.next
  }
  return rows
}
