import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { raw, sql, statement } from '#db/sql.ts'
import { applyPlan, planChanges, readChange, undoLast } from '#engine/schema/structure.ts'
import { who, workshop } from './support/structure.ts'

const N = Number(process.env.N ?? 1_000_000)
test('bench', async () => {
  const shop = await workshop()
  const t = await shop.make({
    slug: 'grand',
    fields: [
      { slug: 'nom', type: 'text' },
      { slug: 'prix', type: 'text' },
      { slug: 'qte', type: 'integer' },
      { slug: 'jour', type: 'date' },
      { slug: 'statut', type: 'choice', options: ['a', 'b', 'c'] },
      { slug: 'ville', type: 'text' },
      { slug: 'actif', type: 'boolean' },
      { slug: 'montant', type: 'decimal', digits: 12, places: 2 },
      { slug: 'note', type: 'long_text' },
      { slug: 'cree', type: 'datetime' },
    ],
    search: ['nom', 'ville'],
    indexes: [['statut', 'qte']],
  })
  let t0 = performance.now()
  await shop.db.owner.run({
    values: [],
    text: `insert into store.t${t.id} (site_id, s, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
 select 1, ' ' || site.fold('nom ' || g || ' ville ' || g % 100), 'nom ' || g, case when g % 100 = 0 then 'inconnu ' || g else replace(to_char(g / 7.0, 'FM999G999G990D00'), ',', ' ') end,
 g % 1000, date '2020-01-01' + g % 2000, (array['a','b','c'])[1 + g % 3], 'ville ' || g % 100, g % 2 = 0, g / 3.0, 'une note assez longue ' || g, now() from generate_series(1, ${N}) g`,
  })
  console.log('fill', Math.round(performance.now() - t0))
  t0 = performance.now()
  await shop.db.owner.session(async (s) => {
    await s.run({ text: `vacuum analyze store.t${t.id}`, values: [] })
  })
  console.log('vacuum', Math.round(performance.now() - t0))

  let running = true
  let stalls: number[] = []
  let errors: string[] = []
  const view = raw(`site.t${t.id}`)
  async function oneRead(i: number) {
    const a = performance.now()
    try {
      const id = 1 + ((i * 7919) % N)
      const c = shop.table('grand').fields
      await shop.db.site(1).run(
        statement(
          sql`select row_to_json(x)::text from (select id, ${raw(
            c
              .filter((f) => f.type !== 'references')
              .map((f) => 'c' + f.id)
              .join(', '),
          )} from ${view} where site_id = 1 and id = ${id}::bigint) x`,
        ),
      )
    } catch (e: any) {
      if (!['42703', '42P01'].includes(e.code)) errors.push('r ' + (e.code ?? e.message))
    }
    stalls.push(performance.now() - a)
  }
  async function oneWrite(i: number) {
    const a = performance.now()
    try {
      const id = 1 + ((i * 104729) % N)
      await shop.db
        .site(1)
        .run(
          statement(
            sql`update ${view} set c3 = ${i}::bigint, version = version + 1, updated_at = now() where site_id = 1 and id = ${id}::bigint`,
          ),
        )
      if (i % 5 === 0 && prix)
        await shop.db
          .site(1)
          .run(
            statement(
              sql`update ${view} set ${raw(prix)} = '42', version = version + 1, updated_at = now() where site_id = 1 and id = ${Math.max(1009, id - (id % 1009))}::bigint`,
            ),
          )
    } catch (e: any) {
      if (!['42703', '42P01'].includes(e.code)) errors.push('w ' + (e.code ?? e.message))
    }
    stalls.push(performance.now() - a)
  }
  let prix = ''
  const ticker = (async () => {
    for (let i = 0; running; i++) {
      void (i % 2 ? oneRead(i) : oneWrite(i))
      await sleep(20)
    }
  })()
  const report = (label: string, from: number) => {
    const s = stalls.sort((a, b) => a - b)
    stalls = []
    console.log(
      label.padEnd(28),
      ((performance.now() - from) / 1000).toFixed(1) + ' s',
      'requests',
      s.length,
      'p50',
      s[s.length >> 1]?.toFixed(1),
      'p99',
      s[Math.floor(s.length * 0.99)]?.toFixed(1),
      'max',
      s.at(-1)?.toFixed(1),
      'errors',
      errors.length,
      errors.slice(0, 3),
    )
    errors = []
  }
  async function finish(started: { status: string; change: number }) {
    for (;;) {
      const c = await readChange(shop.structure, who, started.change)
      if (c.status !== 'running') {
        if (c.status !== 'done') console.log(c)
        return
      }
      await sleep(200)
    }
  }
  const show = async () => {
    prix = 'c' + shop.table('grand').fields.find((f) => ['prix', 'cout'].includes(f.slug))?.id
  }
  await show()
  async function go(label: string, ...changes: any[]) {
    let a = performance.now()
    const plan = await planChanges(shop.structure, who, shop.table('grand'), { changes })
    report(label + ' plan', a)
    console.log(
      '   est',
      plan.seconds,
      'losses',
      plan.losses.map((l) => [l.field, l.why, l.count, l.samples.length]),
    )
    a = performance.now()
    await finish(await applyPlan(shop.structure, who, shop.table('grand'), plan.id, true))
    await show()
    report(label, a)
    await sleep(500)
    a = performance.now()
    await finish(await undoLast(shop.structure, who, shop.table('grand')))
    await show()
    report(label + ' undo', a)
  }
  await sleep(3000)
  report('quiet', performance.now() - 3000)
  await go('add', { change: 'add', field: { slug: 'remise', type: 'integer', default: 3 } })
  await go('index', { change: 'index', fields: ['ville', 'jour'] })
  await go('rename', { change: 'rename', field: 'prix', to: 'cout' })
  await go('drop', { change: 'drop', field: 'note' })
  const sum = async () =>
    (
      await shop.db.owner.run({
        text: `select count(*), count(c2), md5(string_agg(c2, ',' order by id)) from store.t${t.id} where id % 1009 <> 0`,
        values: [],
      })
    )[0]!.rows[0]
  const before = await sum()
  await go('text→decimal', { change: 'type', field: 'prix', to: { type: 'decimal', digits: 14, places: 2 } })
  console.log('checksum', before, await sum())
  await go('search', { change: 'search', search: ['nom', 'prix'] })
  running = false
  await ticker
})
