import { redactText } from './redact.ts'
import { databaseSettingError } from './settings/database-problems.ts'
import type { SettingValues } from './settings/index.ts'
import { settings } from './settings/index.ts'

type Values = Pick<
  SettingValues,
  'DATABASE_URL' | 'DB_NAME' | 'DB_USER' | 'DB_PASSWORD' | 'DB_HOST' | 'DB_PORT'
>

const example = settings.DATABASE_URL.example
const partNames = ['DB_NAME', 'DB_USER', 'DB_PASSWORD', 'DB_HOST', 'DB_PORT'] as const
type PartName = (typeof partNames)[number]

/** The address of the database that was asked for, or nothing: then the embedded one. */
export const databaseUrl = (values: Values, from: string): string | undefined => {
  const parts = partNames.filter((name) => values[name] !== undefined)
  const given = values.DATABASE_URL
  if (given !== undefined) {
    const url = checkedUrl(given, from)
    for (const name of parts) refuseContradiction(url, name, String(values[name]))
    return given
  }
  if (parts.length === 0) return undefined
  if (values.DB_NAME === undefined)
    throw databaseSettingError('database.no_name', { names: parts.join(', ') })
  return composed(values)
}

const otherDatabases = /^(mysql|mariadb|oracle|mssql|sqlserver|mongodb|cockroachdb|postgis)/

const checkedUrl = (given: string, from: string): URL => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(given)?.[1]?.toLowerCase() ?? ''
  if (scheme.startsWith('sqlite')) {
    throw databaseSettingError('database.sqlite', { from, value: given, table: '{table}', example })
  }
  if (otherDatabases.test(scheme)) throw databaseSettingError('database.other', { from, scheme, example })
  const url = URL.canParse(given) ? new URL(given) : undefined
  const sound = url && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1 && isDecodable(url)
  if (!sound) throw databaseSettingError('database.not_url', { from, example })
  return url
}

const isDecodable = (url: URL): boolean => {
  try {
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part)
    return true
  } catch {
    return false
  }
}

const composed = ({
  DB_NAME,
  DB_USER,
  DB_PASSWORD,
  DB_HOST = 'localhost',
  DB_PORT = 5432,
}: Values): string => {
  const password = DB_PASSWORD === undefined ? '' : `:${encodeURIComponent(DB_PASSWORD)}`
  const user = DB_USER === undefined ? '' : `${encodeURIComponent(DB_USER)}${password}@`
  const name = encodeURIComponent(DB_NAME ?? '')
  if (DB_HOST.startsWith('/')) {
    return `postgresql://${user}/${name}?host=${encodeURIComponent(DB_HOST)}&port=${DB_PORT}`
  }
  const host = DB_HOST.includes(':') && !DB_HOST.startsWith('[') ? `[${DB_HOST}]` : DB_HOST
  return `postgresql://${user}${host}:${DB_PORT}/${name}`
}

const partOf: Readonly<Record<PartName, (url: URL) => string>> = {
  DB_NAME: (url) => decodeURIComponent(url.pathname.slice(1)),
  DB_USER: (url) => decodeURIComponent(url.username),
  DB_PASSWORD: (url) => decodeURIComponent(url.password),
  DB_HOST: (url) => url.searchParams.get('host') ?? (url.hostname || 'localhost'),
  DB_PORT: (url) => url.searchParams.get('port') ?? (url.port || '5432'),
}

const refuseContradiction = (url: URL, name: PartName, value: string) => {
  const other = partOf[name](url)
  if (other === value) return
  const differs = name === 'DB_PASSWORD' ? '…' : redactText(`${value} ≠ ${other}`)
  throw databaseSettingError('database.twice', { name, differs, example })
}
