import { readConfig } from '/work/main/server/base/config.ts'
import { noLog, openLog } from '/work/main/server/base/log.ts'
import { openSugu } from '/work/main/server/main.ts'
const config = readConfig({ SUGU_DATA: '/tmp/perfdata', SUGU_ADMIN_PASSWORD: 'une lampe bleue sur le quai', PORT: '8155' })
const sugu = await openSugu(config, openLog('warn',[(l)=>console.error(l)]))
console.log(await sugu.listen()); await sugu.work()
process.on('SIGTERM', () => sugu.close().then(() => process.exit(0)))
