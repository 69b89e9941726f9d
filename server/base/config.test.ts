import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { sayProblem } from '#model/problem.ts'
import { readConfig } from './config.ts'
import { AppError } from './errors.ts'

const dataFolder = mkdtempSync(join(tmpdir(), 'sugu-config-'))
after(() => rmSync(dataFolder, { recursive: true }))

const secret = 'une-cle-de-plus-de-trente-deux-caracteres'
const read = (env: Record<string, string>) => readConfig({ SECRET_KEY: secret, ...env }, { dataFolder })

/** French sets a space that does not break before some signs. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ')
const noticesOf = (env: Record<string, string>): string => plain(read(env).notices.join('\n'))

/** The sentence that stops the start. */
const refusal = (env: Record<string, string>): string => {
  try {
    read(env)
  } catch (error) {
    assert.ok(error instanceof AppError, String(error))
    const said = plain(sayProblem(error.problem, 'fr'))
    assert.doesNotMatch(said, /\{\w+\}(?!\/import)/, 'every part of the sentence is filled in')
    assert.notEqual(sayProblem(error.problem, 'en'), said)
    return said
  }
  return assert.fail(`accepted: ${JSON.stringify(env)}`)
}

test('with nothing given, Sugu listens on this machine, with its own database', () => {
  const config = readConfig({}, { dataFolder })
  assert.equal(config.port, 8000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.url, 'http://127.0.0.1:8000')
  assert.deepEqual(config.database, { kind: 'embedded', data: dataFolder })
  assert.equal(config.sessionTimeoutSeconds, 3600)
  assert.equal(config.lockoutMinutes, 15)
  assert.equal(config.maxLoginAttempts, 5)
  assert.equal(config.passwordExpiryDays, 0)
  assert.deepEqual(config.notices, [])
})

test('an empty value is a missing one', () => {
  assert.equal(read({ PORT: '', SESSION_TIMEOUT: '  ' }).port, 8000)
})

test('the .env of the Cochin brief is understood', () => {
  const config = read({
    DJANGO_ENV: 'production',
    DEBUG: 'False',
    ALLOWED_HOSTS: 'project-manager.local,localhost,127.0.0.1',
    CORS_ALLOWED_ORIGINS: 'http://project-manager.local,https://project-manager.local',
    CSRF_TRUSTED_ORIGINS: 'http://project-manager.local,https://project-manager.local',
    BACKUP_ENCRYPTION_KEY: secret,
    DISCORD_WEBHOOK_URL: 'https://discord.com/api/webhooks/...',
    SESSION_TIMEOUT: '3600',
    ACCOUNT_LOCKOUT_DURATION: '15',
    MAX_LOGIN_ATTEMPTS: '5',
    PASSWORD_EXPIRY_DAYS: '90',
    PASSWORD_RESET_TIMEOUT: '3600',
  })
  assert.ok(config.allowedHosts.includes('project-manager.local'))
  assert.deepEqual(config.corsOrigins, ['http://project-manager.local', 'https://project-manager.local'])
  assert.equal(config.passwordExpiryDays, 90)
  assert.match(plain(config.notices.join('\n')), /DEBUG est ignorée/)
  assert.match(plain(config.notices.join('\n')), /prises pour absentes : DISCORD_WEBHOOK_URL/)
  assert.match(plain(config.notices.join('\n')), /sans effet aujourd’hui : .*BACKUP_ENCRYPTION_KEY/)
})

test('booleans are read as people write them', () => {
  for (const yes of ['True', 'true', '1', 'yes', 'oui', 'on']) {
    assert.equal(read({ SECURE_HSTS_PRELOAD: yes }).hstsPreload, true)
  }
  for (const no of ['False', '0', 'no', 'non', 'off']) {
    assert.equal(read({ SECURE_HSTS_PRELOAD: no }).hstsPreload, false)
  }
  assert.match(refusal({ SECURE_HSTS_PRELOAD: 'peut-être' }), /« peut-être ».*SECURE_HSTS_PRELOAD=True/)
})

suite('refused, with the name, the reason and an example', () => {
  const cases: readonly (readonly [title: string, env: Record<string, string>, sentence: RegExp])[] = [
    ['a command', { SECRET_KEY: '$(openssl rand -base64 48)' }, /^SECRET_KEY contient « \$\( »/],
    ['a command in a setting still to come', { EMAIL_HOST: 'a$(b)' }, /^EMAIL_HOST contient/],
    [
      'DEBUG in production',
      { DEBUG: 'True', DJANGO_ENV: 'production' },
      /^DEBUG=True.*DJANGO_ENV=production.*DEBUG=False/,
    ],
    ['DEBUG with NODE_ENV', { DEBUG: '1', NODE_ENV: 'production' }, /^DEBUG=1.*NODE_ENV/],
    [
      'DEBUG with a production settings module',
      { DEBUG: 'yes', DJANGO_SETTINGS_MODULE: 'spotvibe_backend.settings.production' },
      /^DEBUG=yes/,
    ],
    ['a guide’s key', { SECRET_KEY: 'your-secret-key-here' }, /^SECRET_KEY a gardé la valeur d’exemple/],
    ['the other guide’s key', { SECRET_KEY: 'your-super-secret-key-here' }, /^SECRET_KEY a gardé/],
    [
      'a guide’s backup key',
      { BACKUP_ENCRYPTION_KEY: 'your-32-char-encryption-key-here' },
      /^BACKUP_ENCRYPTION_KEY a gardé/,
    ],
    ['a guide’s password', { SUGU_ADMIN_PASSWORD: 'changeme' }, /^SUGU_ADMIN_PASSWORD a gardé/],
    ['a short key', { SECRET_KEY: 'court' }, /^SECRET_KEY a 5 caractères.*32.*openssl/],
    ['a short password', { SUGU_ADMIN_PASSWORD: 'azerty' }, /^SUGU_ADMIN_PASSWORD a 6 caractères/],
    ['a port in words', { PORT: 'http' }, /^PORT vaut « http ».*PORT=8001/],
    ['a port beyond', { PORT: '70000' }, /^PORT vaut 70000.*0 à 65535/],
    ['a broken number', { SESSION_TIMEOUT: '1h' }, /^SESSION_TIMEOUT vaut « 1h »/],
    ['a lockout of nothing', { ACCOUNT_LOCKOUT_DURATION: '0' }, /^ACCOUNT_LOCKOUT_DURATION vaut 0/],
    ['no process at all', { WEB_CONCURRENCY: '0' }, /^WEB_CONCURRENCY vaut 0/],
    ['an address that is none', { SUGU_URL: 'sugu.example.com' }, /^SUGU_URL vaut.*SUGU_URL=https:/],
    ['another scheme', { SUGU_URL: 'ftp://sugu.example.com' }, /https:\/\/, http:\/\//],
    ['a path', { SUGU_URL: 'https://example.com/sugu' }, /^SUGU_URL vaut.*après le nom de la machine/],
    ['every host', { ALLOWED_HOSTS: '*' }, /^ALLOWED_HOSTS contient « \* »/],
    ['a host with its scheme', { ALLOWED_HOSTS: 'https://a.example' }, /^ALLOWED_HOSTS contient « https:/],
    ['every origin', { CORS_ALLOWED_ORIGINS: '*' }, /^CORS_ALLOWED_ORIGINS contient/],
    ['an origin with a path', { CSRF_TRUSTED_ORIGINS: 'https://a.example/x' }, /^CSRF_TRUSTED_ORIGINS vaut/],
    ['a proxy that is none', { TRUSTED_PROXIES: 'loopback, nginx' }, /^TRUSTED_PROXIES contient « nginx »/],
    ['a network too long', { TRUSTED_PROXIES: '10.0.0.0/33' }, /^TRUSTED_PROXIES contient/],
    ['a level that is none', { LOG_LEVEL: 'fort' }, /^LOG_LEVEL vaut « fort ».*error, warn, info, debug/],
    ['a Redis elsewhere', { REDIS_URL: 'http://localhost:6379' }, /^REDIS_URL vaut.*redis:\/\//],
    [
      'https asked of http',
      { SUGU_URL: 'http://project-manager.local', SECURE_SSL_REDIRECT: 'True' },
      /^SECURE_SSL_REDIRECT=True/,
    ],
    ['Heroku without a database', { DYNO: 'web.1' }, /^DATABASE_URL manque.*heroku addons:create/],
    [
      'Heroku without a key',
      { DYNO: 'web.1', DB_NAME: 'a', SECRET_KEY: '' },
      /^SECRET_KEY manque.*heroku config:set/,
    ],
  ]
  for (const [title, env, sentence] of cases) test(title, () => assert.match(refusal(env), sentence))
})

test('a refusal says that the value came from .env', () => {
  assert.throws(
    () => readConfig({ PORT: 'x' }, { dataFolder, fromFile: new Set(['PORT']) }),
    (error: AppError) => plain(sayProblem(error.problem, 'fr')).startsWith('PORT (.env) vaut « x »'),
  )
})

test('no refusal repeats a password', () => {
  const said = refusal({ REDIS_URL: 'http://user:motdepasse@localhost' })
  assert.doesNotMatch(said, /motdepasse/)
})

test('on Heroku the whole dyno listens, and its router is believed', () => {
  const config = read({ DYNO: 'web.1', DATABASE_URL: 'postgres://u:p@host:5432/d', PORT: '5000' })
  assert.equal(config.host, '0.0.0.0')
  assert.deepEqual(config.trustedProxies, ['loopback', 'uniquelocal'])
})

test('a public address decides hosts, cookies and the redirect', () => {
  const config = read({ SUGU_URL: 'https://Boutique.example.com/' })
  assert.equal(config.url, 'https://boutique.example.com')
  assert.equal(config.https, true)
  assert.equal(config.sslRedirect, true)
  assert.ok(config.allowedHosts.includes('boutique.example.com'))
})

test('plain http beyond this machine is said', () => {
  assert.match(noticesOf({ SUGU_URL: 'http://project-manager.local' }), /pas en https/)
  assert.equal(noticesOf({ SUGU_URL: 'http://localhost:8000' }), '')
})

test('an unknown name in .env is said', () => {
  const config = readConfig(
    { ALLOWED_HOST: 'a', SECRET_KEY: secret },
    { dataFolder, fromFile: new Set(['ALLOWED_HOST']) },
  )
  assert.match(config.notices.join(), /Inconnues de Sugu.*ALLOWED_HOST/)
})

test('English is spoken to those who ask for it', () => {
  assert.equal(read({ SUGU_LANG: 'en' }).language, 'en')
  assert.equal(read({ LANG: 'en_US.UTF-8' }).language, 'en')
  assert.equal(read({ LANG: 'en_US.UTF-8', SUGU_LANG: 'fr' }).language, 'fr')
  assert.equal(read({ LANG: 'C.UTF-8' }).language, 'fr')
})
