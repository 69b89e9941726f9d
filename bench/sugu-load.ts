import { openAsBlob } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '#model/json.ts'
import { type Caller, expecting } from '../tests/support/caller.ts'
import { type Measure, measureFields, measures } from './measures.ts'
import { categoryNames, type Product, productFields, products } from './products.ts'
import { categoryTable, measureTable, productTable, slugs } from './sugu-tables.ts'

type Say = (line: string) => void

/** Makes Sugu's tables and imports the floor's rows, as an administrator would: files in French forms. */
export async function fillSugu(
  admin: Caller,
  folder: string,
  productCount: number,
  sizes: readonly number[],
  say: Say,
) {
  const timed = async (slug: string, work: Promise<string>) => {
    const start = performance.now()
    const rows = await work
    say(`${slug}: ${rows} imported in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  const made = (table: object) => expecting(201, admin.post('/api/meta/tables/', table as Json))
  await made(categoryTable)
  await importRows(
    admin,
    folder,
    slugs.categories,
    ['nom'],
    categoryNames.map((name) => [name]),
  )
  await made(productTable)
  const rows = cellsOf(products(productCount), productFields)
  await timed(slugs.products, importRows(admin, folder, slugs.products, productFields, rows))
  for (const size of sizes) {
    await makeMeasures(admin, size)
    await timed(slugs.measures(size), importMeasures(admin, folder, size))
  }
}

export const makeMeasures = (admin: Caller, size: number): Promise<unknown> =>
  expecting(201, admin.post('/api/meta/tables/', measureTable(size) as unknown as Json))

export const importMeasures = (admin: Caller, folder: string, size: number): Promise<string> =>
  importRows(admin, folder, slugs.measures(size), measureFields, cellsOf(measures(size), measureFields))

type Cells = Iterable<readonly unknown[]>

/** Answers what the import made. */
async function importRows(
  admin: Caller,
  folder: string,
  slug: string,
  head: readonly string[],
  rows: Cells,
): Promise<string> {
  const path = await writeCsv(join(folder, `${slug}.csv`), head, rows)
  const form = new FormData()
  form.append('file', await openAsBlob(path, { type: 'text/csv' }), `${slug}.csv`)
  const { import: id } = await expecting(202, admin.post(`/api/${slug}/import/`, form))
  const { created } = await untilDone(admin, id)
  await rm(path)
  return `${created} rows`
}

function* cellsOf<Row extends Product | Measure>(rows: Iterable<Row>, fields: readonly (keyof Row)[]) {
  for (const row of rows) yield fields.map((field) => inFrench(String(field), row[field]))
}

/** As a French spreadsheet writes it. */
function inFrench(field: string, value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (field === 'montant') return String(value).replace('.', ',')
  if (field === 'jour') return String(value).split('-').reverse().join('/')
  return value
}

/** No cell holds a semicolon or a quote. */
async function writeCsv(
  path: string,
  head: readonly string[],
  rows: Iterable<readonly unknown[]>,
): Promise<string> {
  const file = await open(path, 'w')
  try {
    let piece = `\ufeff${head.join(';')}\r\n`
    for (const row of rows) {
      piece += `${row.join(';')}\r\n`
      if (piece.length < 1_000_000) continue
      await file.write(piece)
      piece = ''
    }
    await file.write(piece)
  } finally {
    await file.close()
  }
  return path
}

interface ImportState {
  readonly status: string
  readonly created: number
  readonly [detail: string]: unknown
}

async function untilDone(admin: Caller, id: number): Promise<ImportState> {
  for (;;) {
    const state: ImportState = await expecting(200, admin.get(`/api/imports/${id}/`))
    if (state.status === 'done') return state
    if (!underWay.includes(state.status))
      throw new Error(`import ${id}: ${JSON.stringify(state).slice(0, 1000)}`)
    await sleep(200)
  }
}
const underWay: readonly string[] = ['uploading', 'waiting', 'checking', 'writing']
