import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#base/errors.ts'
import { raw, statement } from '#db/sql.ts'
import { deskAt, lines, projects, totals } from '../../../tests/support/computed.ts'
import { code, locale, who, workshop } from '../../../tests/support/structure.ts'
import { undoLast } from './structure.ts'

const shop = await workshop()
await shop.make(projects)
await shop.make(lines)
const desk = await deskAt(shop)
const one = await desk.add('projet', { nom: 'Pont', budget: '100.00' })
for (const quantite of [1, 2, 3])
  await desk.add('ligne', { projet: one.id, objet: 'Bois', quantite, prix: '10.00' })

/** The codes of what is wrong with a plan or a definition, by path. */
const codes = async (work: Promise<unknown>) => {
  const error = (await work.then(
    () => assert.fail('it was accepted'),
    (refused: unknown) => refused,
  )) as AppError
  return Object.entries(error.errors ?? { '': [error.problem] }).map(
    ([path, [first]]) => `${path}: ${first!.code}`,
  )
}
const add = (field: object) => ({ change: 'add', field }) as { change: string; field: Record<string, string> }

test('a plan names the rows to be worked out, and says how long', async () => {
  const plan = await shop.plan('projet', ...totals)
  assert.deepEqual(
    plan.steps.map(({ kind, says }) => `${kind} ${says}`),
    [
      ...['total', 'grosses', 'reste'].map(
        (slug) => `instant Préparer la place du champ «\u00a0${slug}\u00a0»`,
      ),
      'instant Tenir les champs calculés à jour à chaque écriture',
      'background Calculer pour chaque ligne «\u00a0total, grosses, reste\u00a0»',
      'instant Tenir les champs calculés à jour à chaque écriture',
      'instant Montrer la nouvelle structure à tous',
    ],
  )
  assert.deepEqual([plan.rows, plan.losses], [1, []])
  assert.ok(plan.seconds > 0)
  await shop.change('projet', ...totals)
  assert.deepEqual(
    [...(await shop.values('projet', 'total')), ...(await shop.values('projet', 'reste'))],
    ['60.00', '40.00'],
  )
})

test('a formula that changes gets a new column, filled before it is shown; undone, it is the old one up to date', async () => {
  await shop.change('ligne', {
    change: 'type',
    field: 'titre',
    to: { type: 'formula', formula: 'MAJUSCULE({objet})' },
  })
  assert.deepEqual(await shop.values('ligne', 'titre'), ['BOIS', 'BOIS', 'BOIS'])
  const at = await deskAt(shop)
  await at.change('ligne', 1, { objet: 'Acier' })
  await shop.undo('ligne')
  assert.deepEqual((await shop.values('ligne', 'titre')).slice(0, 2), ['Acier (Pont)', 'Bois (Pont)'])
})

test('a field that is renamed stays in the formulas that name it, wherever they are', async () => {
  await shop.change(
    'ligne',
    { change: 'rename', field: 'prix', to: 'prix_unitaire' },
    { change: 'rename', field: 'montant', to: 'sous_total' },
  )
  const at = await deskAt(shop)
  assert.equal((await at.change('ligne', 2, { prix_unitaire: '20.00' })).sous_total, '40.00')
  assert.deepEqual(await shop.values('projet', 'total'), ['80.00'])
})

test('a source of another type is worked with from then on, unless somebody else counts on the result', async () => {
  const retyped = { change: 'type', field: 'prix_unitaire', to: { type: 'integer' } }
  assert.deepEqual(await codes(shop.plan('ligne', retyped)), ['changes: computed.in_use'])
  await shop.make({
    slug: 'mesure',
    fields: [
      { slug: 'a', type: 'decimal', digits: 8, places: 1 },
      { slug: 'b', type: 'formula', formula: '{a} * 2' },
      { slug: 'c', type: 'formula', formula: '"=" & {b}' },
    ],
  })
  const at = await deskAt(shop)
  await at.add('mesure', { a: '3.0' })
  await shop.change('mesure', { change: 'type', field: 'a', to: { type: 'integer' } })
  assert.deepEqual([await shop.values('mesure', 'b'), await shop.values('mesure', 'c')], [[6], ['=6']])
  assert.deepEqual(await codes(shop.plan('mesure', { change: 'type', field: 'a', to: { type: 'text' } })), [
    'fields.1.computed.formula: computed.broken',
  ])
  await shop.change('mesure', { change: 'type', field: 'b', to: { type: 'integer' } })
  const later = await deskAt(shop)
  const frozen = await later.change('mesure', 1, { a: 10, b: 7 })
  assert.deepEqual([frozen.b, frozen.c], [7, '=7'])
})

test('what is in use elsewhere neither goes nor changes its column unnoticed', async () => {
  await shop.make({ slug: 'atelier', fields: [{ slug: 'nom', type: 'text' }] })
  await shop.make({
    slug: 'outil',
    fields: [
      { slug: 'atelier', type: 'reference', table: 'atelier' },
      { slug: 'cout', type: 'integer' },
      { slug: 'double', type: 'formula', formula: '{cout} * 2' },
    ],
  })
  await shop.change(
    'atelier',
    add({
      slug: 'total',
      type: 'rollup',
      table: 'outil',
      op: 'sum',
      field: 'double',
      where: { field: 'cout', op: 'gt', value: 1 },
    }),
  )
  assert.deepEqual(await codes(shop.plan('outil', { change: 'drop', field: 'double' })), [
    'changes: computed.in_use',
  ])
  assert.deepEqual(
    await codes(
      shop.plan('outil', { change: 'type', field: 'double', to: { type: 'formula', formula: '{cout} * 3' } }),
    ),
    ['changes: computed.in_use'],
  )
  assert.deepEqual(await codes(shop.plan('outil', { change: 'drop', field: 'cout' })), [
    'fields.1.computed.formula: computed.broken',
  ])
  assert.deepEqual(await codes(shop.plan('outil', { change: 'drop' })), [': table.in_use'])
  await shop.change('outil', { change: 'rename', field: 'double', to: 'le_double' })
  await shop.change('atelier', { change: 'drop', field: 'total' })
  await shop.change('outil', { change: 'drop', field: 'le_double' })
})

test('an undo does not take away what others work with by now', async () => {
  await shop.make({ slug: 'pays', fields: [{ slug: 'nom', type: 'text' }] })
  await shop.change('pays', add({ slug: 'indicatif', type: 'text' }))
  await shop.make({
    slug: 'ville',
    fields: [
      { slug: 'pays', type: 'reference', table: 'pays' },
      { slug: 'code', type: 'lookup', through: 'pays', field: 'indicatif' },
    ],
  })
  await assert.rejects(undoLast(shop.structure, who, shop.table('pays'), {}), code('undo.breaks'))
})

test('nothing is worked out from itself, by however many ways round', async () => {
  assert.deepEqual(
    await codes(
      shop.make({
        slug: 'rond',
        fields: [
          { slug: 'a', type: 'formula', formula: '{b} + 1' },
          { slug: 'b', type: 'formula', formula: '{a} + 1' },
        ],
      }),
    ),
    ['fields.0: computed.cycle', 'fields.1: computed.cycle'],
  )
  await shop.make({ slug: 'mere', fields: [{ slug: 'nom', type: 'text' }] })
  await shop.make({
    slug: 'fille',
    fields: [
      { slug: 'mere', type: 'reference', table: 'mere' },
      { slug: 'part', type: 'integer' },
    ],
  })
  await shop.change('mere', add({ slug: 'somme', type: 'rollup', table: 'fille', op: 'sum', field: 'part' }))
  await shop.change('fille', add({ slug: 'tout', type: 'lookup', through: 'mere', field: 'somme' }))
  const around = add({ slug: 'encore', type: 'rollup', table: 'fille', op: 'max', field: 'tout' })
  await shop.change('mere', around)
  const closing = { change: 'type', field: 'part', to: { type: 'formula', formula: '{tout} / 2' } }
  assert.deepEqual(await codes(shop.plan('fille', closing)), ['changes: computed.in_use'])
  assert.deepEqual(
    await codes(
      shop.plan('mere', {
        change: 'add',
        field: { slug: 'boucle', type: 'lookup', through: 'nom', field: 'nom' },
      }),
    ),
    ['changes.0.field.through: computed.through'],
  )
  await shop.change('fille', add({ slug: 'chef', type: 'reference', table: 'fille' }))
  assert.deepEqual(
    await codes(shop.plan('fille', add({ slug: 'rang', type: 'lookup', through: 'chef', field: 'rang' }))),
    ['changes.0.field: computed.cycle'],
  )
})

test('definitions that cannot be are refused where they say it', async () => {
  const bad = (field: object) =>
    codes(
      shop.make({
        slug: 'essai',
        fields: [
          { slug: 'n', type: 'integer' },
          { slug: 'l', type: 'reference', table: 'projet' },
          { slug: 'x', ...field },
        ],
      }),
    )
  assert.deepEqual(await bad({ type: 'formula', formula: '{n} +' }), ['fields.2.formula: formula.unfinished'])
  assert.deepEqual(await bad({ type: 'formula' }), ['fields.2.formula: computed.formula'])
  assert.deepEqual(await bad({ type: 'formula', formula: '{l} + 1' }), [
    'fields.2.formula: formula.field_unfit',
  ])
  assert.deepEqual(await bad({ type: 'formula', formula: '{n}', required: true, unique: true, default: 1 }), [
    'fields.2.required: computed.unfit',
    'fields.2.unique: computed.unfit',
    'fields.2.default: computed.unfit',
  ])
  assert.deepEqual(await bad({ type: 'formula', formula: '{n}', places: 2 }), [
    'fields.2.places: definition.unknown_key',
  ])
  assert.deepEqual(await bad({ type: 'decimal', computed: { type: 'formula', ast: { do: 'drop table' } } }), [
    'fields.2.computed.formula: computed.formula',
  ])
  assert.deepEqual(await bad({ type: 'lookup', through: 'l', field: 'email' }), [
    'fields.2.field: computed.field_unknown',
  ])
  assert.deepEqual(await bad({ type: 'lookup', through: 'n', field: 'nom' }), [
    'fields.2.through: computed.through',
  ])
  assert.deepEqual(await bad({ type: 'rollup', table: 'projet', op: 'sum', field: 'budget' }), [
    'fields.2.by: computed.by',
  ])
  assert.deepEqual(await bad({ type: 'rollup', table: 'nulle_part', op: 'count' }), [
    'fields.2.table: computed.table_unknown',
  ])
  assert.deepEqual(await bad({ type: 'rollup', table: 'projet', op: 'concat' }), ['fields.2.op: computed.op'])
  const rollup = { type: 'rollup', table: 'fille', by: 'mere', op: 'count' }
  const where = (condition: object) =>
    codes(shop.plan('mere', add({ slug: 'x', ...rollup, where: condition })))
  assert.deepEqual(await where({ field: 'part', op: 'contains', value: 'a' }), [
    'changes.0.field.where: where.operator',
  ])
  assert.deepEqual(await where({ field: 'created_by', op: 'eq', value: { var: 'me' } }), [
    'changes.0.field.where: computed.where_variable',
  ])
  assert.deepEqual(await where({ field: 'mere__nom', op: 'eq', value: 'x' }), [
    'changes.0.field.where: where.unknown_field',
  ])
})

test('values and conditions that look like SQL are values and conditions', async () => {
  const hostile = `'; drop table store.tables; -- $1 $sugu$ \\' "`
  await shop.make({
    slug: 'pire',
    fields: [
      { slug: 'nom', type: 'text' },
      { slug: 'crie', type: 'formula', formula: `{nom} & "${hostile.replaceAll('"', '""')}"` },
      { slug: 'de', type: 'reference', table: 'pire' },
    ],
  })
  await shop.change(
    'pire',
    add({
      slug: 'combien',
      type: 'rollup',
      table: 'pire',
      by: 'de',
      op: 'count',
      where: {
        any: [
          { field: 'nom', op: 'contains', value: hostile },
          { field: 'nom', op: 'in', value: [hostile, '{x,"y}', 'NULL'] },
        ],
      },
    }),
  )
  const at = await deskAt(shop)
  const { id, crie } = await at.add('pire', { nom: 'a' })
  assert.equal(crie, `a${hostile}`)
  for (const nom of [hostile, '{x,"y}', 'autre']) await at.add('pire', { nom, de: id })
  assert.equal((await shop.values('pire', 'combien'))[0], 2)
})

test('a table that is dropped and brought back is up to date, and leaves no function behind while it is gone', async () => {
  const functions = async (id: number) =>
    Number(
      (await shop.db.owner.run(statement(raw(`select count(*) from pg_proc where proname ~ '^t${id}_'`))))[0]!
        .rows[0]![0],
    )
  await shop.make({
    slug: 'passager',
    fields: [
      { slug: 'projet', type: 'reference', table: 'projet' },
      { slug: 'nom', type: 'lookup', through: 'projet', field: 'nom' },
    ],
  })
  const { id } = shop.table('passager')
  const at = await deskAt(shop)
  await at.add('passager', { projet: one.id })
  await shop.change('passager', { change: 'drop' })
  assert.equal(await functions(id), 0)
  await (await deskAt(shop)).change('projet', one.id, { nom: 'Revenu' })
  await undoLast(shop.structure, { ...who, locale }, { id }, { wait: true })
  await shop.structure.reload()
  assert.deepEqual(await shop.values('passager', 'nom'), ['Revenu'])
})

test('what is written while a field is being filled is in it', async () => {
  await shop.make({
    slug: 'stock',
    fields: [
      { slug: 'entrees', type: 'integer' },
      { slug: 'sorties', type: 'integer' },
    ],
  })
  const { id } = shop.table('stock')
  const run = async (text: string) => (await shop.db.owner.run(statement(raw(text))))[0]!.rows
  await run(`insert into store.t${id} (site_id, c1, c2) select 1, n, n % 5 from generate_series(1, 6000) n`)
  let filling = true
  const change = shop
    .change('stock', add({ slug: 'solde', type: 'formula', formula: '{entrees} - {sorties}' }))
    .finally(() => {
      filling = false
    })
  let writes = 0
  for (; filling; writes++) {
    await run(`update store.t${id} set c1 = c1 + 1 where id % 97 = ${writes % 97}`)
    await run(`insert into store.t${id} (site_id, c1, c2) values (1, ${writes}, 1)`)
  }
  await change
  assert.ok(writes > 2, `${writes}`)
  const [counts] = await run(`select count(*), count(*) filter (where c3 = c1 - c2) from store.t${id}`)
  assert.equal(counts![0], counts![1])
})
