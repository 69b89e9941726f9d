import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { checkRow } from '#model/check-row.ts'
import type { Json, JsonObject } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import type { Row } from '#model/row.ts'
import { emptyValue, isEmpty, isServerMade } from '#model/row-values.ts'
import { sameJson } from '#model/same-json.ts'
import type { Table } from '#model/table.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { startSugu } from '../support/sugu.ts'
import { definitionOf, type Manner, missingId, sample, taken, takenIn, targets } from './random-records.ts'
import { byBulk, byImport, byPatch, byPost, csvFile, jsonFile, rowsOf, type Verdict } from './ways-in.ts'

// One record, four ways in: what a form says of it, and what REST, a bulk edit and an import do with it. Each of the
// three writes into a table of its own, made alike, whose rows answer to each other by their place. What an import
// understands beyond the wire (labels, titles, dates as people write them) is not offered to the others; what only the
// server writes, an import leaves out and says so.

const total = inLength(10_000, 300)
const atOnce = inLength(200, 150)
const locale: Locale = { language: 'fr', country: 'CI', currency: 'XOF', timeZone: 'Africa/Abidjan' }

const { admin } = await startSugu()
const ways = ['rest', 'bulk', 'import'] as const
const tables = {} as Record<(typeof ways)[number], Table>
let me: number
let statuses: ReadonlySet<string>

before(async () => {
  const title = { slug: 'nom', type: 'text' }
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'cibles', fields: [title] }))
  for (const id of targets) await expecting(201, admin.post('/api/cibles/', { nom: `Cible ${id}` }))
  const { results } = await expecting(200, admin.get('/api/choix/?categorie=statut_devis'))
  statuses = new Set(results.map(({ valeur }: JsonObject) => valeur))
  me = (await expecting(200, admin.get('/api/users/me/'))).id
  for (const way of ways) {
    await expecting(201, admin.post('/api/meta/tables/', definitionOf(`fiches_${way}`)))
    tables[way] = await expecting(200, admin.get(`/api/meta/tables/fiches_${way}/`))
  }
  const first = { nom: 'Première', ...taken }
  const good = sample('json', 10 * atOnce, 1).filter((record) => formed(null, record).verdict === null)
  for (const way of ways) {
    const verdicts = await byImport(admin, tables[way].slug, jsonFile([first, ...good.slice(0, atOnce)]))
    assert.deepEqual([...new Set(verdicts), verdicts.length], [null, atOnce + 1])
  }
})

/** One record, as a new row or for the row that stands before it; and what came of it. */
interface Case {
  readonly kind: string
  readonly record: JsonObject
  readonly before: Row | null
  /** What the form says. */
  readonly verdict: Verdict
  readonly row: Row
}

/** By the table as the API describes it; and what a form learns from the database alone: missing rows, taken values. */
function formed(before: Row | null, record: JsonObject): Pick<Case, 'verdict' | 'row'> {
  const env = { me, today: new Date().toISOString().slice(0, 10) }
  const choices = () => statuses
  const outcome = checkRow({ table: tables.rest, before, input: record, env, mode: 'wire', choices, locale })
  const codes: Record<string, string[]> = {}
  for (const [slug, list] of Object.entries('problems' in outcome ? outcome.problems : {}))
    codes[slug] = list.map(({ code }) => code).sort()
  for (const slug of ['cible', 'cibles'])
    if ([record[slug]].flat().includes(missingId)) codes[slug] ??= ['reference.not_found']
  const isSound = Object.keys(codes).length === 0
  for (const slug of isSound ? takenIn(record) : []) codes[slug] = ['field.not_unique']
  const row = 'row' in outcome ? outcome.row : (before ?? {})
  return Object.keys(codes).length > 0 ? { verdict: codes, row: before ?? {} } : { verdict: null, row }
}

const openFields = () => tables.rest.fields.filter((field) => !isServerMade(field))

/** A line of a spreadsheet says something of every field; of a new row, its empty cells say nothing. */
function inCells(before: Row | null, record: JsonObject): JsonObject {
  const cells = openFields().map((field) => {
    const value = record[field.slug] ?? before?.[field.slug] ?? null
    return [field.slug, value === '' && field.type !== 'json' ? emptyValue(field) : value] as const
  })
  return Object.fromEntries(before ? cells : cells.filter(([, value]) => !isEmpty(value)))
}

function caseOf(manner: Manner, before: Row | null, given: JsonObject): Case {
  const record = manner === 'csv' ? inCells(before, given) : given
  const kind = `${before ? 'changed' : 'new'} (${manner})`
  const one = { kind, record, before, ...formed(before, record) }
  counts[one.verdict ? 'refused' : 'accepted']++
  for (const code of Object.values(one.verdict ?? {}).flat()) codes.set(code, (codes.get(code) ?? 0) + 1)
  return one
}

const counts = { accepted: 0, refused: 0 }
const codes = new Map<string, number>()
const disagreements: string[] = []

function compare(one: Case, way: string, verdict: Verdict): void {
  if (!sameJson(verdict as Json, one.verdict as Json)) disagree(one, way, one.verdict, verdict)
}

/** What is the row's own, without what the engine adds. */
const own = (row: Row): Row =>
  Object.fromEntries(tables.rest.fields.map(({ slug }) => [slug, row[slug] ?? null]))

function compareRow(one: Case, way: string, row: Row | undefined): void {
  if (!row || !sameJson(own(one.row), own(row))) disagree(one, way, own(one.row), row && own(row))
}

const disagree = ({ kind, record, before }: Case, way: string, said: unknown, came: unknown) =>
  disagreements.push(
    [`${kind}: by the form`, said, `\n  by ${way}`, came, '\n  of', record, 'on', before]
      .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
      .join(' '),
  )

const idField = { id: -1, slug: 'id', type: 'integer', label: { fr: 'Numéro' } } as const
const fileOf = (manner: Manner, records: readonly JsonObject[]) =>
  manner === 'json'
    ? jsonFile(records)
    : csvFile('id' in records[0]! ? [idField, ...openFields()] : openFields(), records, locale)

/** As new rows, which a bulk edit does not make. They go again. */
async function creations(manner: Manner, given: readonly JsonObject[]): Promise<void> {
  const all = given.map((record) => caseOf(manner, null, record))
  // A blank line is no row.
  const cases = manner === 'json' ? all : all.filter(({ record }) => Object.keys(record).length > 0)
  const posted: Awaited<ReturnType<typeof byPost>>[] = []
  for (const { record } of cases) posted.push(await byPost(admin, tables.rest.slug, record))
  const records = cases.map(({ record }) => record)
  const verdicts = await byImport(admin, tables.import.slug, fileOf(manner, records))
  const made = (await rowsOf(admin, tables.import)).slice(atOnce + 1)
  for (const [i, one] of cases.entries()) {
    const { verdict, row } = posted[i]!
    const imported = verdicts[i] === null ? made.shift() : undefined
    compare(one, 'REST', verdict)
    compare(one, 'import', verdicts[i]!)
    if (verdict || !imported) continue
    const { suivi, adresse } = row
    const whole = { ...one, row: { ...one.row, suivi: suivi!, adresse: one.row.adresse ?? adresse! } }
    compareRow(whole, 'REST', row)
    compareRow(whole, 'import', imported)
  }
  for (const way of ['rest', 'import'] as const) await dropNew(tables[way])
}

async function dropNew(table: Table): Promise<void> {
  const last = (await rowsOf(admin, table))[atOnce]!
  const where = { field: 'id', op: 'gt', value: last.id }
  await expecting(200, admin.post(`/api/${table.slug}/bulk/`, { action: 'delete', where }))
}

const standing = async (table: Table) => (await rowsOf(admin, table)).slice(1)

/** As changes of rows that are there: all three tables are changed alike. */
async function changes(manner: Manner, given: readonly JsonObject[]): Promise<void> {
  const [rest, bulk, imports] = [
    await standing(tables.rest),
    await standing(tables.bulk),
    await standing(tables.import),
  ]
  const cases = given.map((record, i) => caseOf(manner, rest[i]!, record))
  for (const [i, one] of cases.entries()) {
    compare(one, 'REST', await byPatch(admin, tables.rest.slug, rest[i]!.id, one.record))
    compare(one, 'bulk', await byBulk(admin, tables.bulk.slug, bulk[i]!.id, one.record))
  }
  const named = cases.map(({ record }, i) => ({ id: imports[i]!.id, ...record }))
  const verdicts = await byImport(admin, tables.import.slug, fileOf(manner, named), 'id')
  for (const [i, one] of cases.entries()) compare(one, 'import', verdicts[i]!)
  for (const way of ways) {
    const after = await standing(tables[way])
    for (const [i, one] of cases.entries()) {
      compareRow(one, way, after[i]!)
      const raised = sameJson(own(one.before!), own(one.row)) ? 0 : 1
      assert.equal(after[i]!.version, Number(one.before!.version) + raised)
    }
  }
}

test(`form, REST, bulk edit and import judge ${total} random records alike, and make the same rows`, async (t) => {
  for (let round = 0; round * atOnce < total && disagreements.length === 0; round++) {
    const manner = round % 2 === 0 ? 'json' : 'csv'
    const given = sample(manner, atOnce, 100 + round)
    await creations(manner, given)
    await changes(manner, given)
  }
  t.diagnostic(`${JSON.stringify(counts)}, codes: ${JSON.stringify(Object.fromEntries([...codes].sort()))}`)
  assert.equal(disagreements.length, 0, `${disagreements.length}:\n${disagreements.slice(0, 12).join('\n')}`)
})

test('a bulk edit of some rows is refused for those that a form would refuse, and rehearsed as it is done', async (t) => {
  const all = await standing(tables.bulk)
  const seen = { taken: 0, refused: 0 }
  for (const [n, { numero: _, rang: __, ...values }] of sample('json', inLength(2000, 60), 2).entries()) {
    const rows = all.slice(n % 100, (n % 100) + 1 + (n % 8))
    const cases = rows.map((before) => ({ before, ...formed(before, values) }))
    const asked = { action: 'update', ids: rows.map(({ id }) => id), values, dry_run: true }
    const { status, body } = await admin.post(`/api/${tables.bulk.slug}/bulk/`, asked)
    const refused = cases.filter(({ verdict }) => verdict)
    const [first] = refused
    seen[first ? 'refused' : 'taken']++
    if (first) {
      assert.match(body.detail, new RegExp(`: ${refused.length} .* ${first.before.id}\\.$`))
      assert.deepEqual(Object.keys(body.errors).sort(), Object.keys(first.verdict!).sort())
    } else {
      const changed = cases.filter(({ before, row }) => !sameJson(own(before), own(row)))
      assert.deepEqual([status, body.count], [200, changed.length], JSON.stringify(body))
    }
  }
  t.diagnostic(JSON.stringify(seen))
  assert.ok(seen.taken > 0 && seen.refused > 0)
  assert.deepEqual(await standing(tables.bulk), all)
})
