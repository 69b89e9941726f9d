import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, statement } from '#db/sql.ts'
import { who, workshop } from '../../../tests/support/structure.ts'
import { applyPlan, makeTable, undoLast, type Who } from './structure.ts'

const shop = await workshop()
const neighbour: Who = { ...who, siteId: 2, actor: 'user:2' }
const network: Who = { ...who, networkOwner: true }

const make = (slug: string, by: Who, owner?: 'network') =>
  makeTable(shop.structure, by, { slug, fields: [{ slug: 'nom', type: 'text' }], ...(owner && { owner }) })

/** Who has a table of that name; null: the network. */
const owners = async (slug: string) => {
  const [answer] = await shop.db.owner.run(
    statement(
      sql`select owner_site from store.tables where slug = ${slug} and dropped_at is null order by 1`,
    ),
  )
  return answer!.rows.map(([owner]) => owner)
}

/** All at once: what came of each, a table or a code. */
const race = async (...tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((result) =>
    result.status === 'fulfilled' ? 'done' : (result.reason as Error).message,
  )

test('of the network and a site that take a name at the same moment, one has it', async () => {
  for (let n = 0; n < 8; n++) {
    const slug = `course_${n}`
    const ends = await race(make(slug, network, 'network'), make(slug, who))
    assert.deepEqual(ends.sort(), ['done', 'table.invalid'])
    assert.equal((await owners(slug)).length, 1)
  }
})

test('two sites may take the same name at the same moment', async () => {
  assert.deepEqual(await race(make('partage', who), make('partage', neighbour)), ['done', 'done'])
  assert.deepEqual(await owners('partage'), ['1', '2'])
})

test('a new name too is taken where it is given, not where it was planned', async () => {
  for (let n = 0; n < 4; n++) {
    const [from, slug] = [`avant_${n}`, `apres_${n}`]
    await make(from, who)
    const plan = await shop.plan(from, { change: 'rename', to: slug })
    const before = await shop.look(from)
    const ends = await race(
      applyPlan(shop.structure, who, shop.table(from), plan.id, false),
      make(slug, network, 'network'),
    )
    assert.equal(ends.filter((end) => end === 'done').length, 1, ends.join())
    assert.equal((await owners(slug)).length, 1)
    if (ends[0] === 'done') continue
    assert.equal(ends[0], 'structure.slug_taken')
    assert.deepEqual(await shop.look(from), before)
  }
})

test('so is the name of a table that comes back', async () => {
  for (let n = 0; n < 4; n++) {
    const slug = `retour_${n}`
    const table = await make(slug, who)
    await shop.change(slug, { change: 'drop' })
    const ends = await race(undoLast(shop.structure, who, table), make(slug, network, 'network'))
    assert.equal(ends.filter((end) => end === 'done').length, 1, ends.join())
    assert.equal((await owners(slug)).length, 1)
  }
})
