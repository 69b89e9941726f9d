import { join } from 'node:path'
import { type Config, loadConfig } from '#base/config.ts'
import { makeDataFolder } from '#base/data-folder.ts'
import { type Log, openLog, type Sink } from '#base/log.ts'
import { fileSink } from '#base/log-file.ts'
import { jsonSink, prettySink } from '#base/log-sinks.ts'

/** The settings and the log of a command that serves; the notices are said once, by the first process. */
export const openHouse = (options: { journal: boolean }): { config: Config; log: Log } => {
  const config = loadConfig()
  makeDataFolder(config.data)
  const file = options.journal ? [fileSink(join(config.data, 'logs', 'sugu.log'))] : []
  return { config, log: openLog(config.logLevel, [standardOutput(), ...file]) }
}

/** Lines for a person at a terminal, JSON for whatever else reads them. */
const standardOutput = (): Sink => {
  const write = (text: string) => void process.stdout.write(text)
  if (!process.stdout.isTTY) return jsonSink(write)
  return prettySink(write, process.env.NO_COLOR === undefined)
}
