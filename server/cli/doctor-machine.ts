import { execFile } from 'node:child_process'
import { existsSync, statfsSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Config } from '#base/config.ts'
import { makeDataFolder } from '#base/data-folder.ts'
import { findProgram } from './browser.ts'
import { bad, type Finding, good } from './finding.ts'
import { refuseTakenPort } from './port.ts'
import { sayError } from './speech.ts'

/** What must be there before any setting is read. */
export async function* lookAtMachine(): AsyncGenerator<Finding> {
  yield lookAtNode()
  yield await lookAtNpm()
  yield lookAtClock()
}

/** Where this installation keeps its things, and where it listens. */
export async function* lookAtPlace(config: Config): AsyncGenerator<Finding> {
  yield lookAtDataFolder(config.data)
  if (existsSync(config.data)) yield lookAtDisk(config.data)
  yield await lookAtPort(config)
}

const lookAtNode = (): Finding => {
  const text = { fr: `Node ${process.version} (${process.execPath})` }
  if (Number.parseInt(process.versions.node, 10) >= 24) return good('node', text)
  return bad('node', text, {
    fr: 'Lancez par ./sugu, qui trouve Node 24.',
    en: 'Run it by ./sugu, which finds Node 24.',
  })
}

const lookAtNpm = async (): Promise<Finding> => {
  const npm = findProgram(['npm'])
  if (npm === undefined) {
    return bad(
      'npm',
      { fr: 'npm manque', en: 'npm is missing' },
      { fr: 'Tapez : sudo apt-get install -y npm', en: 'Type: sudo apt-get install -y npm' },
    )
  }
  const { stdout } = await promisify(execFile)(npm, ['--version'], { cwd: '/' })
  return good('npm', { fr: `npm ${stdout.trim()} (${npm})` })
}

/** The year of this release: a clock before it was never set. */
const firstYear = 2026

const lookAtClock = (): Finding => {
  const at = new Date()
  const text = { fr: `Horloge : ${at.toISOString()}`, en: `Clock: ${at.toISOString()}` }
  if (at.getUTCFullYear() >= firstYear) return good('clock', text)
  return bad('clock', text, {
    fr: 'Mettez la machine à l’heure : sudo timedatectl set-ntp true',
    en: 'Set the clock of the machine: sudo timedatectl set-ntp true',
  })
}

const lookAtDataFolder = (data: string): Finding => {
  try {
    makeDataFolder(data)
  } catch (error) {
    return bad('data', { fr: sayError(error) }, { fr: 'Puis recommencez.', en: 'Then try again.' })
  }
  const open = (statSync(data).mode & 0o007) !== 0
  if (!open) return good('data', { fr: `Données dans ${data}`, en: `Data in ${data}` })
  return bad(
    'data',
    {
      fr: `Tout utilisateur de la machine peut lire ${data}`,
      en: `Every user of the machine can read ${data}`,
    },
    { fr: `Tapez : chmod 700 '${data}'`, en: `Type: chmod 700 '${data}'` },
  )
}

const gigabyte = 1e9

const lookAtDisk = (data: string): Finding => {
  const { bavail, blocks, bsize } = statfsSync(data)
  const [free, share] = [bavail * bsize, bavail / blocks]
  const figures = `${(free / gigabyte).toFixed(1)} Go (${Math.round(share * 100)} %)`
  const text = { fr: `Disque : ${figures} libres`, en: `Disk: ${figures} free` }
  if (free > 10 * gigabyte || (share >= 0.2 && free > gigabyte)) return good('disk', text)
  return bad('disk', text, {
    fr: 'Il en faut 20 % ou 10 Go : libérez de la place, ou déplacez les données (SUGU_DATA).',
    en: 'It takes 20 % or 10 GB: make room, or move the data (SUGU_DATA).',
  })
}

const lookAtPort = async (config: Config): Promise<Finding> => {
  const at = `${config.host}:${config.port}`
  try {
    await refuseTakenPort(config, 'start')
    return good('port', { fr: `Port ${at} libre`, en: `Port ${at} is free` })
  } catch (error) {
    if (await isSugu(config))
      return good('port', { fr: `Sugu répond sur ${at}`, en: `Sugu answers on ${at}` })
    return bad('port', { fr: sayError(error) }, { fr: 'Puis recommencez.', en: 'Then try again.' })
  }
}

const isSugu = async ({ host, port }: Config): Promise<boolean> => {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  const url = `http://${name.includes(':') ? `[${name}]` : name}:${port}/healthz`
  const reply = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  return reply?.ok === true
}
