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
let i = 0
const conns = await Promise.all([1, 2, 3, 4].map(() => connect(db.appConnection)))
async function time(name: string, n: number, conc: number, f: (k: number) => Promise<unknown>) {
  const cpu = process.cpuUsage(),
    t = performance.now()
  let left = n
  await Promise.all(
    Array.from({ length: conc }, async (_, k) => {
      while (left-- > 0) await f(k)
    }),
  )
  const ms = performance.now() - t,
    c = process.cpuUsage(cpu)
  return `${name}: ${((ms * 1000) / n).toFixed(1)} (cpu ${((c.user + c.system) / n).toFixed(1)})`
}
const site = db.site(1)
const st = () => ({ text: text2, values: [(i++ % 10000) + 1] })
for (let r = 0; r < 5; r++)
  for (const conc of [16, 64]) {
    console.log(
      conc,
      await time('pool', 40000, conc, () => site.run(st())),
      await time('pipe1', 40000, conc, () => conns[0]!.send([siteOpening(1), st()])),
      await time('pipe2', 40000, conc, (k) => conns[k % 2]!.send([siteOpening(1), st()])),
      await time('pipe4', 40000, conc, (k) => conns[k % 4]!.send([siteOpening(1), st()])),
    )
  }
conns.forEach((c) => c.close())
await db.close()
