import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Config } from '#base/config.ts'
import { projectFolder } from '#base/project.ts'
import { type SettingName, settings } from '#base/settings/index.ts'

/** Under which name the code reads what each variable decides. */
const readAs: Partial<Record<SettingName, keyof Config>> = {
  PORT: 'port',
  HOST: 'host',
  SUGU_DATA: 'data',
  SUGU_URL: 'url',
  SUGU_ADMIN_PASSWORD: 'adminPassword',
  LOG_LEVEL: 'logLevel',
  WEB_CONCURRENCY: 'webProcesses',
  TRUSTED_PROXIES: 'trustedProxies',
  DATABASE_URL: 'database',
  DB_POOL_SIZE: 'poolSize',
  SECRET_KEY: 'secretKey',
  ALLOWED_HOSTS: 'allowedHosts',
  CORS_ALLOWED_ORIGINS: 'corsOrigins',
  CSRF_TRUSTED_ORIGINS: 'csrfOrigins',
  SESSION_TIMEOUT: 'sessionTimeoutSeconds',
  MAX_LOGIN_ATTEMPTS: 'maxLoginAttempts',
  ACCOUNT_LOCKOUT_DURATION: 'lockoutMinutes',
  PASSWORD_EXPIRY_DAYS: 'passwordExpiryDays',
  PASSWORD_RESET_TIMEOUT: 'passwordResetSeconds',
  SECURE_SSL_REDIRECT: 'sslRedirect',
  SECURE_HSTS_SECONDS: 'hstsSeconds',
  SECURE_HSTS_INCLUDE_SUBDOMAINS: 'hstsSubdomains',
  SECURE_HSTS_PRELOAD: 'hstsPreload',
}

const code = globSync('server/**/*.ts', { cwd: projectFolder })
  .filter((file) => !file.startsWith('server/base/') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(projectFolder, file), 'utf8'))
  .join('\n')

test('a variable is called used exactly when the code reads it', () => {
  for (const [name, field] of Object.entries(readAs) as [SettingName, string][]) {
    const isRead = new RegExp(`\\b${field}\\b`).test(code)
    assert.equal(
      settings[name].use,
      isRead ? 'used' : 'later',
      `${name}: settings/ says otherwise than the code`,
    )
  }
})
