import pg from 'pg'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'

const db = await openDatabase({
  database: { kind: 'embedded', data: '/tmp/sd/bench' },
  secretKey: 'x',
  poolSize: Number(process.env.POOL ?? 10),
})
await migrate(db.owner, ['/work/main/server/engine/migrations'], db.roles)
await db.owner.transaction(async (tx) =>
  tx.script(`
drop view if exists site.bt; drop table if exists store.bt;
create table store.bt (site_id int not null, id bigint not null, version int not null default 1, c1 text, c2 numeric(12,2), c3 date, primary key (site_id,id));
insert into store.bt select 1, g, 1, 'nom '||g, g/10.0, '2026-01-01' from generate_series(1,10000) g;
alter table store.bt enable row level security;
create view site.bt as select * from store.bt where site_id = nullif(current_setting('sugu.site', true), '')::int with cascaded check option;
grant select on site.bt to sugu_app; grant usage on schema store to sugu_app; grant select on store.bt to sugu_app; analyze store.bt; alter table store.bt disable row level security;
`),
)
const client = new pg.Client(db.appConnection)
await client.connect()
const text =
  'select json_agg(x)::text from (select id, version, c1 as nom, c2::text as prix, c3 as date from store.bt where site_id = 1 and id = $1) x'
const text2 =
  'select json_agg(x)::text from (select id, version, c1 as nom, c2::text as prix, c3 as date from site.bt where site_id = 1 and id = $1) x'
async function time(name: string, n: number, conc: number, f: () => Promise<unknown>) {
  const cpu = process.cpuUsage(),
    t = performance.now()
  let left = n
  await Promise.all(
    Array.from({ length: conc }, async () => {
      while (left-- > 0) await f()
    }),
  )
  const ms = performance.now() - t,
    c = process.cpuUsage(cpu)
  return { name, us: +((ms * 1000) / n).toFixed(1), cpu: +((c.user + c.system) / n).toFixed(1) }
}
const pool = new pg.Pool({ ...db.appConnection, max: 10 })
const site = db.site(1)
let i = 0
const cases = {
  'bare pg': () => client.query({ name: 'a', text, values: [(i++ % 10000) + 1], rowMode: 'array' }),
  'pg pool': () => pool.query({ name: 'a', text, values: [(i++ % 10000) + 1] }),
  batch: () => site.run({ text: text2, values: [(i++ % 10000) + 1] }),
  'batch, 50': () =>
    site.run({
      text: 'select json_agg(x)::text from (select id, version, c1 as nom, c2::text as prix, c3 as date from site.bt where site_id = 1 and id > $1 order by id limit 50) x',
      values: [i++ % 9000],
    }),
  'pg pool, 50': () =>
    pool.query({
      name: 'b',
      text: 'select json_agg(x)::text from (select id, version, c1 as nom, c2::text as prix, c3 as date from store.bt where site_id = 1 and id > $1 order by id limit 50) x',
      values: [i++ % 9000],
    }),
}
const only = process.argv[2]
for (const conc of [1, 16])
  for (let round = 0; round < 4; round++) {
    const out = []
    for (const [name, f] of Object.entries(cases)) {
      if (only && name !== only) continue
      if (conc > 1 && name === 'bare pg') continue
      out.push(await time(name, only ? 100000 : 10000, conc, f))
    }
    console.log(conc, out.map((o) => `${o.name}: ${o.us} (cpu ${o.cpu})`).join(' | '))
  }
await client.end()
await pool.end()
await db.close()
