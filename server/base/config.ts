import { isAbsolute, join, resolve } from 'node:path'
import type { Language } from '#model/language.ts'
import type { Budget } from './budget.ts'
import { noticesOf } from './config-notices.ts'
import { databaseUrl } from './database-setting.ts'
import type { Environment } from './dot-env.ts'
import { readDotEnv } from './dot-env.ts'
import type { Level } from './log.ts'
import { type MailSetting, mailSetting } from './mail-setting.ts'
import { projectFolder } from './project.ts'
import { type ProviderSettings, providerSettings } from './provider-setting.ts'
import { keptSecretKey } from './secret-key.ts'
import type { SettingValues } from './settings/index.ts'
import { settings } from './settings/index.ts'
import { settingError } from './settings/problems.ts'
import { isYes, readOrigin } from './settings/read.ts'
import { type GroupSaid, settingsSaid } from './settings/said.ts'
import { readValues } from './settings/values.ts'
import { type SignInSetting, signInSetting } from './sign-in-setting.ts'
import { type SmsSetting, smsSetting } from './sms-setting.ts'
import { terminalLanguage } from './terminal-language.ts'

/** What the environment decided, under the names that the code uses. The table of it all is `settings/`. */
export interface Config extends SignInSetting {
  /** Of the messages in the terminal. */
  readonly language: Language
  readonly port: number
  readonly host: string
  /** The public address, without a slash at the end; where none was given, the one that is listened to. */
  readonly url: string
  /** The public address is known to be https: cookies are Secure. */
  readonly https: boolean
  /** The data folder, absolute. */
  readonly data: string
  readonly database:
    | { readonly kind: 'embedded'; readonly data: string }
    | { readonly kind: 'external'; readonly url: string }
  /** Connections to the database, per process, for requests. */
  readonly poolSize: number
  readonly webProcesses: number
  readonly trustedProxies: readonly string[]
  readonly logLevel: Level
  readonly secretKey: string
  /** Those of before, the latest first. */
  readonly formerKeys: readonly string[]
  /** For the first administrator; without it a one-time password is made. */
  readonly adminPassword: string | undefined
  /** Lower case, without port or brackets; `.example.com` stands for its sub-domains. This machine and `url` included. */
  readonly allowedHosts: readonly string[]
  readonly corsOrigins: readonly string[]
  readonly csrfOrigins: readonly string[]
  /** Hosts of the private network that webhooks may go to. */
  readonly privateHosts: readonly string[]
  readonly passwordResetSeconds: number
  /** 0: for ever. */
  readonly auditDays: number
  readonly sslRedirect: boolean
  readonly hstsSeconds: number
  readonly hstsSubdomains: boolean
  readonly hstsPreload: boolean
  /** How often one person, and one address, may ask. Undefined: as often as they like. */
  readonly userBudget: Budget | undefined
  readonly addressBudget: Budget | undefined
  /** Where budgets are counted; undefined: in the database. */
  readonly redisUrl: string | undefined
  /** Undefined: what should leave by mail is kept in the data folder. */
  readonly mail: MailSetting | undefined
  /** Undefined: what should leave by SMS is kept there too. */
  readonly sms: SmsSetting | undefined
  /** Nobody administers with a password alone. */
  readonly adminSecondFactor: boolean
  /** Where people may have an account to come in with. */
  readonly providers: ProviderSettings
  /** Whether strangers may make themselves an account. */
  readonly registration: 'open' | 'closed'
  /** Of one address: accounts made, passwords and codes asked for. */
  readonly accountBudget: Budget
  /** Of one address: answers to one public form. */
  readonly entryFormBudget: Budget
  /** What the operator should know, in their language: variables ignored, or kept for parts still to come. */
  readonly notices: readonly string[]
  /** Every setting as it may be shown. */
  readonly said: readonly GroupSaid[]
}

export interface ConfigOptions {
  /** In place of `SUGU_DATA`. */
  readonly dataFolder?: string
  /** The names that the file `.env` gave. */
  readonly fromFile?: ReadonlySet<string>
}

/** The environment, with `.env` of the project’s folder beneath it: what the environment says wins. */
export const loadConfig = (environment: Environment = process.env, folder = projectFolder): Config => {
  const file = readDotEnv(join(folder, '.env'))
  const fromFile = new Set(Object.keys(file).filter((name) => environment[name] === undefined))
  return readConfig({ ...file, ...definedOnly(environment) }, { fromFile })
}

const definedOnly = (env: Environment) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined))

/** Throws an AppError of one sentence when a value cannot be what it should be. */
export const readConfig = (env: Environment, options: ConfigOptions = {}): Config => {
  const from = (name: string): string => (options.fromFile?.has(name) ? ' (.env)' : '')
  const given = readValues(env, from)
  const { values } = given
  refuseDebug(values)
  const onHeroku = values.DYNO !== undefined
  if (onHeroku) refuseForgetting(values)
  const data = dataFolderOf(options.dataFolder ?? values.SUGU_DATA)
  const url = databaseUrl(values, from('DATABASE_URL'))
  const addresses = addressesOf(values, env, onHeroku)
  const config = {
    ...addresses,
    ...securityOf(values),
    ...signInSetting(values),
    language: terminalLanguage(env),
    data,
    database:
      url === undefined ? ({ kind: 'embedded', data } as const) : ({ kind: 'external', url } as const),
    poolSize: values.DB_POOL_SIZE,
    webProcesses: values.WEB_CONCURRENCY,
    logLevel: values.LOG_LEVEL as Level,
    adminPassword: values.SUGU_ADMIN_PASSWORD,
    registration: values.SUGU_REGISTRATION as Config['registration'],
    adminSecondFactor: values.ADMIN_SECOND_FACTOR,
    providers: providerSettings(values),
    accountBudget: values.ACCOUNT_RATE_LIMIT,
    entryFormBudget: values.RATE_LIMIT_ENTRY_FORM,
    mail: mailSetting(values, given.examples, addresses.url),
    sms: smsSetting(values),
  }
  const fromFile = options.fromFile ?? new Set<string>()
  const notices = noticesOf(given, fromFile, config)
  const said = settingsSaid(env, fromFile)
  return { ...config, notices, said, secretKey: values.SECRET_KEY ?? keptSecretKey(data) }
}

const dataFolderOf = (path: string): string =>
  isAbsolute(path) ? resolve(path) : resolve(projectFolder, path)

const productionBecause = ({
  DJANGO_ENV,
  NODE_ENV,
  DJANGO_SETTINGS_MODULE,
}: SettingValues): string | undefined => {
  if (DJANGO_ENV?.toLowerCase() === 'production') return `DJANGO_ENV=${DJANGO_ENV}`
  if (NODE_ENV?.toLowerCase() === 'production') return `NODE_ENV=${NODE_ENV}`
  if (DJANGO_SETTINGS_MODULE?.endsWith('.production'))
    return `DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE}`
  return undefined
}

const refuseDebug = (values: SettingValues) => {
  const why = productionBecause(values)
  if (why === undefined || values.DEBUG === undefined || !isYes(values.DEBUG)) return
  throw settingError('setting.debug_in_production', { value: values.DEBUG, why })
}

const refuseForgetting = (values: SettingValues) => {
  if (values.DATABASE_URL === undefined && values.DB_NAME === undefined) {
    throw settingError('heroku.missing', {
      name: 'DATABASE_URL',
      example: 'heroku addons:create heroku-postgresql',
    })
  }
  if (values.SECRET_KEY === undefined) {
    const example = 'heroku config:set SECRET_KEY="$(openssl rand -base64 48)"'
    throw settingError('heroku.missing', { name: 'SECRET_KEY', example })
  }
}

const addressesOf = (values: SettingValues, env: Environment, onHeroku: boolean) => {
  const host = onHeroku && !env.HOST ? '0.0.0.0' : values.HOST
  const publicUrl =
    values.SUGU_URL &&
    readOrigin({ name: 'SUGU_URL', raw: values.SUGU_URL, from: '', setting: settings.SUGU_URL })
  const url = publicUrl ?? `http://${visitable(host)}:${values.PORT}`
  const own = ['localhost', '127.0.0.1', '::1', new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')]
  return {
    port: values.PORT,
    host,
    url,
    https: url.startsWith('https:'),
    allowedHosts: [...new Set([...values.ALLOWED_HOSTS, ...own])],
    trustedProxies: onHeroku && !env.TRUSTED_PROXIES ? ['loopback', 'uniquelocal'] : values.TRUSTED_PROXIES,
  }
}

/** An address that listens everywhere is not one to visit. */
const visitable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const securityOf = (values: SettingValues) => {
  const plain = values.SUGU_URL?.startsWith('http:')
  if (plain && values.SECURE_SSL_REDIRECT) {
    throw settingError('setting.redirect_without_https', { value: values.SUGU_URL ?? '' })
  }
  return {
    corsOrigins: values.CORS_ALLOWED_ORIGINS,
    csrfOrigins: values.CSRF_TRUSTED_ORIGINS,
    privateHosts: values.SUGU_ALLOW_PRIVATE_HOSTS,
    passwordResetSeconds: values.PASSWORD_RESET_TIMEOUT,
    formerKeys: (values.SECRET_KEY_FALLBACKS ?? '')
      .split(',')
      .map((key) => key.trim())
      .filter(Boolean),
    auditDays: values.AUDIT_RETENTION_DAYS,
    sslRedirect: values.SECURE_SSL_REDIRECT ?? values.SUGU_URL?.startsWith('https:') ?? false,
    hstsSeconds: values.SECURE_HSTS_SECONDS,
    hstsSubdomains: values.SECURE_HSTS_INCLUDE_SUBDOMAINS,
    hstsPreload: values.SECURE_HSTS_PRELOAD,
    userBudget: values.RATE_LIMIT_USER,
    addressBudget: values.RATE_LIMIT_ADDRESS,
    redisUrl: values.REDIS_URL,
  }
}
