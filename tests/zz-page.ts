import { test } from 'node:test'
import { raw, sql } from '#db/sql.ts'
import { convertValue } from '#engine/schema/convert.ts'
import { worthReading } from '#engine/schema/convert-rows.ts'
import { pageSize, scanPage, start } from '#engine/schema/scan.ts'
import { who, workshop } from './support/structure.ts'

const N = Number(process.env.N ?? 200_000)
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
    search: process.env.NOSEARCH ? [] : ['nom', 'ville'],
    indexes: [['statut', 'qte']],
  })
  await shop.db.owner.run({
    values: [],
    text: `insert into store.t${t.id} (site_id, s, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10)
 select 1, ' ' || site.fold('nom ' || g || ' ville ' || g % 100), 'nom ' || g, case when g % 100 = 0 then 'inconnu ' || g else replace(to_char(g / 7.0, 'FM999G999G990D00'), ',', ' ') end,
 g % 1000, date '2020-01-01' + g % 2000, (array['a','b','c'])[1 + g % 3], 'ville ' || g % 100, g % 2 = 0, g / 3.0, 'une note assez longue ' || g, now() from generate_series(1, ${N}) g`,
  })
  await shop.db.owner.session(async (s) => {
    await s.run({ text: `vacuum analyze store.t${t.id}`, values: [] })
  })
  const before = shop.table('grand')
  let a = performance.now()
  await shop.change('grand', {
    change: 'type',
    field: 'prix',
    to: { type: 'decimal', digits: 14, places: 2 },
  })
  console.log('convert (with plan)', performance.now() - a)
  const after = shop.table('grand')
  const pair = {
    from: after.fields[1]!,
    to: before.fields[1]!,
    since: new Date(Date.now() - 1e7).toISOString(),
  }
  for (const which of ['null', 'since']) {
    a = performance.now()
    let tdb = 0,
      tjs = 0
    for (let at: any = start, rows: any[] = []; ; at = rows.at(-1)) {
      let b = performance.now()
      const pg = await scanPage(
        shop.db.owner,
        before,
        [pair.from, pair.to],
        at,
        which === 'null' ? raw('true') : worthReading(pair),
      )
      rows = pg.rows as any[]
      tdb += performance.now() - b
      b = performance.now()
      for (const r of rows)
        if (r.values) {
          convertValue(pair.from, pair.to, r.values[0], who.locale)
          convertValue(pair.to, pair.from, r.values[1], who.locale)
        }
      tjs += performance.now() - b
      if (!pg.last) break
      rows = [...rows, pg.last]
    }
    console.log(which, 'total', performance.now() - a, 'db', tdb, 'js', tjs)
  }
  a = performance.now()
  await shop.undo('grand')
  console.log('undo', performance.now() - a)
})
