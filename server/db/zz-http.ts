import Fastify from 'fastify'
import pg from 'pg'
import { siteOpening } from './batch.ts'
import { connect } from './connection.ts'
import { openDatabase } from './open.ts'

const db = await openDatabase({
  database: { kind: 'embedded', data: '/tmp/sd/bench' },
  secretKey: 'x',
  poolSize: 10,
})
const text2 =
  'select json_agg(x)::text from (select id, version, c1 as nom, c2::text as prix, c3 as date from site.bt where site_id = 1 and id = $1) x'
const bare =
  'select json_agg(x)::text as j from (select id, version, c1 as nom, c2::text as prix, c3 as date from store.bt where site_id = 1 and id = $1) x'
const pool = new pg.Pool({ ...db.appConnection, max: 10 })
const conns = await Promise.all([1, 2, 3, 4].map(() => connect(db.appConnection)))
const site = db.site(1)
const app = Fastify()
app.get('/bare/:id', async (r, reply) => {
  const a = await pool.query({ name: 'b', text: bare, values: [(r.params as any).id] })
  reply.type('application/json')
  return a.rows[0].j
})
app.get('/batch/:id', async (r, reply) => {
  const a = await site.run({ text: text2, values: [(r.params as any).id] })
  reply.type('application/json')
  return a.answers[0]!.rows[0]![0]
})
let k = 0
app.get('/pipe/:id', async (r, reply) => {
  const a = await conns[k++ % 4]!.send([siteOpening(1), { text: text2, values: [(r.params as any).id] }])
  reply.type('application/json')
  return a[1]!.rows[0]![0]
})
await app.listen({ port: 55801, host: '127.0.0.1' })
