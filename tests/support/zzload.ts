import { openConnection } from '/work/main/tests/support/connection.ts'
import { readdirSync, readFileSync } from 'node:fs'
const server = Number(process.argv[2]), data = '/tmp/sd/bench/db/postmaster.pid'
const pm = Number(readFileSync(data, 'utf8').split('\n')[0])
const stat = (pid: string | number) => { try { const s = readFileSync(`/proc/${pid}/stat`, 'utf8'); const f = s.slice(s.lastIndexOf(')') + 2).split(' '); return { ppid: Number(f[1]), cpu: (Number(f[11]) + Number(f[12])) * 10000 } } catch { return { ppid: 0, cpu: 0 } } }
const pg = () => readdirSync('/proc').filter(x => /^\d+$/.test(x)).map(stat).filter(s => s.ppid === pm).reduce((a, s) => a + s.cpu, 0)
for (const conc of [4, 16, 64]) { for (let round = 0; round < 3; round++) { const line = []
for (const path of process.argv.slice(3)) {
const conns = Array.from({ length: conc }, () => openConnection(55801))
let n = 0; const N = 15000; const p0 = pg(), s0 = stat(server).cpu
await Promise.all(conns.map(async c => { while (n < N) { await c.ask(Buffer.from(`GET /${path}/${n++ % 10000 + 1} HTTP/1.1\r\nhost: x\r\n\r\n`)) } }))
line.push(`${path}: node ${((stat(server).cpu - s0) / N).toFixed(1)} pg ${((pg() - p0) / N).toFixed(1)}`)
conns.forEach(c => c.close()) }
console.log(conc, line.join(' | ')) } }
process.exit()
