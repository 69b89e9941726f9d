import { test } from 'node:test'
import { testDatabase } from '../../../tests/support/database.ts'
import { installJobs } from './install.ts'
import { jobs } from './jobs.ts'
const db = await testDatabase()
test('t', async () => {
  for (let i = 0; i < 3; i++) { const s = performance.now(); await installJobs(db); console.log('install', performance.now() - s) }
  for (const works of [false, true, true]) { const s = performance.now(); const j = jobs(db, [{name:'a',for:'house',run:async()=>{}, schedule:'* * * * *'}], {contextFor: () => ({}) as never, sites: () => []}); await j.start({works}); const m = performance.now(); await j.stop(); console.log('start', m - s, 'stop', performance.now()-m) }
})
