import cluster from 'node:cluster'
import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { Sugu } from '../main.ts'
import { startWebProcesses } from './cluster.ts'
import { sayFirstPassword, sayNotices } from './greeting.ts'
import { openHouse } from './open.ts'
import { explainPort, refuseTakenPort } from './port.ts'
import { buildScreens } from './screens.ts'
import { say } from './speech.ts'
import { stopWith } from './stopping.ts'

interface Part {
  readonly command: 'start' | 'web' | 'worker'
  readonly web: boolean
  readonly work: boolean
}

/** One or several parts of Sugu, until a signal. The command’s own process is the first; the others only serve pages. */
export const serve = async (part: Part): Promise<undefined> => {
  const { config, log } = openHouse({ journal: part.command === 'start' })
  if (cluster.isWorker) return serveAlone({ ...part, work: false }, config, log)
  sayNotices(config.notices)
  if (part.web) await refuseTakenPort(config, part.command)
  if (part.web) await buildScreens()
  if (!part.web || config.webProcesses === 1) return serveAlone(part, config, log)
  return serveTogether(part, config, log)
}

const serveAlone = async (part: Part, config: Config, log: Log): Promise<undefined> => {
  const sugu = await open(config, log)
  stopWith(() => sugu.close(), log)
  if (cluster.isPrimary) greet(sugu, config)
  if (part.work) await sugu.work()
  if (part.web) {
    const url = await listen(sugu, config, part.command)
    if (cluster.isPrimary) announce(url, config, part)
  } else say({ fr: 'Les tâches de fond tournent.', en: 'The background work is running.' })
}

/** The first process holds the database and the background work; it answers no request. */
const serveTogether = async (part: Part, config: Config, log: Log): Promise<undefined> => {
  const sugu = await open(config, log)
  const web = startWebProcesses(config.webProcesses, log)
  stopWith(() => web.stop().then(() => sugu.close()), log)
  greet(sugu, config)
  if (part.work) await sugu.work()
  await web.ready
  announce(config.url, config, part)
}

const open = async (config: Config, log: Log): Promise<Sugu> => {
  const { openSugu } = await import('../main.ts')
  return openSugu(config, log)
}

const listen = async (sugu: Sugu, config: Config, command: string): Promise<string> => {
  try {
    return await sugu.listen()
  } catch (error) {
    await sugu.close()
    throw await explainPort(error, config, command)
  }
}

const greet = ({ firstPassword, notices }: Sugu, config: Config) => {
  sayNotices(notices.filter((notice) => !config.notices.includes(notice)))
  sayFirstPassword(firstPassword)
}

const announce = (url: string, config: Config, { command }: Part) => {
  say({ fr: `Sugu est prêt : ${url}`, en: `Sugu is ready: ${url}` })
  const place = `${config.host}:${config.port}`
  if (!url.endsWith(`:${config.port}`)) say({ fr: `Il écoute sur ${place}`, en: `It listens on ${place}` })
  if (command !== 'start') return
  say({ fr: `Les données sont dans ${config.data}`, en: `The data is in ${config.data}` })
  if (process.stdout.isTTY) say({ fr: 'Pour arrêter : Ctrl+C', en: 'To stop: Ctrl+C' })
}
