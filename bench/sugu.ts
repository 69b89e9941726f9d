import { loadConfig } from '#base/config.ts'
import { openLog } from '#base/log.ts'
import { openSugu } from '../server/main.ts'

/** Sugu as it is, in a process of its own; the parent is told its address. */
const config = loadConfig()
const log = openLog('warn', [({ message, details }) => console.error(`Sugu: ${message}`, details)])
const sugu = await openSugu(config, log)
const url = await sugu.listen()
await sugu.work()
process.send?.({ port: Number(new URL(url).port) })
process.once('disconnect', () => sugu.close().then(() => process.exit()))
