import { isIP } from 'node:net'
import { type Budget, parseBudget } from '../budget.ts'
import type { AppError } from '../errors.ts'
import { redactText } from '../redact.ts'
import { settingError } from './problems.ts'
import type { Kind, KindValues, Setting } from './setting.ts'

/** A value as it was written, and where: in the environment or in the file `.env`. */
export interface Written {
  readonly name: string
  readonly raw: string
  readonly from: string
  readonly setting: Setting
}

type Code = Parameters<typeof settingError>[0]
type Params = Parameters<typeof settingError>[1]

const refusal = ({ name, from, setting }: Written, code: Code, params: Params = {}): AppError =>
  settingError(code, { name, from, example: setting.example, ...params })

/** The value, as its kind reads it; throws the sentence that says what is wrong with it. */
export const readWritten = (written: Written): KindValues[Kind] => {
  if (written.raw.includes('$(')) throw refusal(written, 'setting.shell')
  return readers[written.setting.kind](written)
}

const readNumber = (written: Written): number => {
  const { raw, setting } = written
  if (!/^[+-]?\d{1,15}$/.test(raw)) throw refusal(written, 'setting.not_integer', { value: raw })
  const { min = 0, max = Number.MAX_SAFE_INTEGER } = setting
  const value = Number(raw)
  if (value < min || value > max) throw refusal(written, 'setting.out_of_range', { value, min, max })
  return value
}

const yes = ['true', '1', 'yes', 'y', 'on', 'oui', 'vrai']
const no = ['false', '0', 'no', 'n', 'off', 'non', 'faux']

/** As Django’s `.env` files write it, and as people do. */
export const isYes = (raw: string): boolean => yes.includes(raw.toLowerCase())

const readBoolean = (written: Written): boolean => {
  if (isYes(written.raw)) return true
  if (no.includes(written.raw.toLowerCase())) return false
  throw refusal(written, 'setting.not_boolean', { value: written.raw })
}

const readChoice = (written: Written): string => {
  const choices = written.setting.choices ?? []
  const value = written.raw.toLowerCase()
  if (choices.includes(value)) return value
  throw refusal(written, 'setting.not_choice', { value: written.raw, choices: choices.join(', ') })
}

const readSecret = (written: Written): string => {
  const { min = 1, max = 4096 } = written.setting
  const length = [...written.raw].length
  if (length >= min && length <= max) return written.raw
  throw refusal(written, 'setting.length', { length, min, most: length > max ? ` (${max} au plus)` : '' })
}

const readUrl = (written: Written): string => {
  const schemes = written.setting.schemes ?? ['https', 'http']
  const url = URL.canParse(written.raw) ? new URL(written.raw) : undefined
  if (url?.hostname && schemes.includes(url.protocol.slice(0, -1))) return written.raw
  throw refusal(written, 'setting.not_url', {
    value: redactText(written.raw),
    schemes: schemes.map((scheme) => `${scheme}://`).join(', '),
  })
}

const items = (raw: string): string[] => raw.split(',').flatMap((item) => item.trim() || [])

const hostName = /^\.?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/

/** Lower case, an IPv6 address without its brackets. */
const readHost = (written: Written, item: string): string => {
  const host = item.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  if (host === '*') throw refusal(written, 'setting.star')
  if (isIP(host) || (hostName.test(host) && host.length <= 253)) return host
  throw refusal(written, 'setting.not_host', { value: item })
}

/** `https://example.com:8443`, exactly as a browser’s Origin header says it. */
export const readOrigin = (written: Written, item: string = written.raw): string => {
  if (item === '*') throw refusal(written, 'setting.star')
  readUrl({ ...written, raw: item })
  const url = new URL(item)
  const more = url.username || url.password || url.search || url.hash || url.pathname !== '/'
  if (more) throw refusal(written, 'setting.more_than_origin', { value: redactText(item) })
  return url.origin
}

const proxyWords = ['loopback', 'linklocal', 'uniquelocal']

const readProxy = (written: Written, item: string): string => {
  const [address = '', bits, ...rest] = item.split('/')
  const longest = isIP(address) === 6 ? 128 : 32
  const sound = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
  if (proxyWords.includes(item) || (isIP(address) && sound && rest.length === 0)) return item
  throw refusal(written, 'setting.not_proxy', { value: item })
}

const readBudget = (written: Written): Budget => {
  const budget = parseBudget(written.raw)
  if (budget) return budget
  throw refusal(written, 'setting.not_budget', { value: written.raw })
}

const each =
  (read: (written: Written, item: string) => string) =>
  (written: Written): string[] =>
    items(written.raw).map((item) => read(written, item))

const asWritten = ({ raw }: Written): string => raw

const readers: { readonly [K in Kind]: (written: Written) => KindValues[K] } = {
  text: asWritten,
  folder: asWritten,
  database: asWritten,
  secret: readSecret,
  choice: readChoice,
  host: (written) => readHost(written, written.raw),
  url: readUrl,
  integer: readNumber,
  seconds: readNumber,
  minutes: readNumber,
  days: readNumber,
  boolean: readBoolean,
  hosts: each(readHost),
  origins: each(readOrigin),
  proxies: each(readProxy),
  budget: readBudget,
}
