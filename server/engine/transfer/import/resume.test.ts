import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '#db/executor.ts'
import type { JsonObject } from '#model/json.ts'
import { sendFile } from '../../../../tests/support/import-file.ts'
import { inLength } from '../../../../tests/support/long.ts'
import { allRows, contextAt, logLines } from '../../../../tests/support/site-context.ts'
import { workshop } from '../../../../tests/support/structure.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../records/write-many.ts'
import { readImport } from './read-import.ts'
import { runImport } from './run-import.ts'
import { undoImport } from './undo-import.ts'

const shop = await workshop()
const fresh = () => contextAt(shop)
let made = 0

/** A table of its own, and an import of so many rows into it that has not begun. */
async function prepared(count: number, options: JsonObject) {
  const slug = `lots_${++made}`
  await shop.make({
    slug,
    fields: [
      { slug: 'code', type: 'text', unique: true },
      { slug: 'n', type: 'integer' },
    ],
  })
  const text = `code;n\n${Array.from({ length: count }, (_, i) => `C-${i};${i}\n`).join('')}`
  const id = await sendFile(shop, slug, text, options)
  return { slug, id }
}

const codes = async (slug: string) => (await allRows(await fresh(), slug)).map(({ code }) => code as string)
const expected = (count: number) => Array.from({ length: count }, (_, i) => `C-${i}`)

/** A context whose process dies at one of its transactions, before or after PostgreSQL has committed it. */
async function dying(at: number, committed: boolean): Promise<Context> {
  const ctx = await fresh()
  let left = at
  const transaction: Database['transaction'] = async (siteId, work) => {
    const dies = --left < 0
    const result = await shop.db.transaction(siteId, async (tx) => {
      const done = await work(tx)
      if (dies && !committed) throw new Error('killed')
      return done
    })
    if (dies) throw new Error('killed')
    return result
  }
  return { ...ctx, db: { transaction } }
}

for (const on_error of ['stop', 'skip']) {
  test(`killed at any moment and taken up again, an import with \`${on_error}\` writes each row once`, async () => {
    const count = inLength(40_000, 16_000)
    const { slug, id } = await prepared(count, { on_error })
    for (let kills = 0; kills < inLength(60, 12); kills++) {
      const ctx = await dying(kills % 3, kills % 2 === 0)
      await runImport(async () => ctx, id).catch((error) => assert.equal(error.message, 'killed'))
    }
    await runImport(fresh, id)
    const report = await readImport(await fresh(), id)
    assert.deepEqual([report.status, report.created, report.position], ['done', count, count])
    assert.deepEqual(await codes(slug), expected(count))
    assert.equal((await logLines(await fresh(), slug)).length, count)
    await undoImport(await fresh(), id)
    assert.deepEqual(await codes(slug), [])
  })
}

test('two workers with the same import write each row once', async () => {
  const { slug, id } = await prepared(12_000, { on_error: 'skip' })
  await Promise.all([runImport(fresh, id), runImport(fresh, id), runImport(fresh, id)])
  await runImport(fresh, id)
  assert.equal((await readImport(await fresh(), id)).status, 'done')
  assert.deepEqual(await codes(slug), expected(12_000))
})

test('with `stop`, what changed between the check and the writing leaves nothing written', async () => {
  const { slug, id } = await prepared(11_000, { on_error: 'stop' })
  let transactions = 0
  const racing = async (): Promise<Context> => {
    const ctx = await fresh()
    const transaction: Database['transaction'] = async (siteId, work) => {
      // Three for the check; the first of the writing is through when somebody takes a value of the third.
      if (++transactions === 5) await insertMany(await fresh(), shop.table(slug), [{ code: 'C-10500' }], null)
      return shop.db.transaction(siteId, work)
    }
    return { ...ctx, db: { transaction } }
  }
  await runImport(racing, id)
  const report = await readImport(await fresh(), id)
  assert.deepEqual(
    [report.status, report.created, report.problems.at(-1)!.code],
    ['failed', 0, 'import.changed_meanwhile'],
  )
  assert.deepEqual(await codes(slug), ['C-10500'])
})

test('with `skip`, a row that somebody else made first is one of the refused', async () => {
  const { slug, id } = await prepared(6_000, { on_error: 'skip' })
  let transactions = 0
  const racing = async (): Promise<Context> => {
    const ctx = await fresh()
    const transaction: Database['transaction'] = async (siteId, work) => {
      if (++transactions === 1) await insertMany(await fresh(), shop.table(slug), [{ code: 'C-7' }], null)
      return shop.db.transaction(siteId, work)
    }
    return { ...ctx, db: { transaction } }
  }
  await runImport(racing, id)
  const report = await readImport(await fresh(), id)
  assert.deepEqual([report.status, report.created, report.skipped], ['done', 5_999, 1])
  assert.deepEqual(
    report.problems.map(({ line, code }) => [line, code]),
    [[9, 'field.not_unique']],
  )
  assert.deepEqual((await codes(slug)).sort(), expected(6_000).sort())
})

test('a table that changes its form meanwhile is imported into as it then is', async () => {
  const { slug, id } = await prepared(12_000, { on_error: 'skip' })
  let transactions = 0
  const changing = async (): Promise<Context> => {
    const ctx = await fresh()
    const transaction: Database['transaction'] = async (siteId, work) => {
      if (++transactions === 2)
        await shop.change(slug, { change: 'add', field: { slug: 'note', type: 'text', default: 'neuf' } })
      return shop.db.transaction(siteId, work)
    }
    return { ...ctx, db: { transaction } }
  }
  const report = await runImport(changing, id)
  assert.deepEqual([report.status, report.created], ['done', 12_000])
  const notes = (await allRows(await fresh(), slug)).map(({ note }) => note)
  assert.deepEqual([...new Set(notes)], ['neuf'])
})

test('an import that is undone while it runs stops, and nothing of it stays', async () => {
  const { slug, id } = await prepared(16_000, { on_error: 'skip' })
  let transactions = 0
  const stopped = async (): Promise<Context> => {
    const ctx = await fresh()
    const transaction: Database['transaction'] = async (siteId, work) => {
      if (++transactions === 3) await undoImport(await fresh(), id)
      return shop.db.transaction(siteId, work)
    }
    return { ...ctx, db: { transaction } }
  }
  assert.equal((await runImport(stopped, id)).status, 'undone')
  assert.deepEqual(await codes(slug), [])
})
