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
  SECRET_KEY_FALLBACKS: 'formerKeys',
  ALLOWED_HOSTS: 'allowedHosts',
  CORS_ALLOWED_ORIGINS: 'corsOrigins',
  CSRF_TRUSTED_ORIGINS: 'csrfOrigins',
  PASSWORD_MIN_LENGTH: 'passwordMin',
  STAFF_PASSWORD_MIN_LENGTH: 'staffPasswordMin',
  STAFF_PASSWORD_MIN_LENGTH_ALONE: 'staffPasswordMinAlone',
  PASSWORD_HISTORY: 'passwordHistory',
  LOGIN_RATE_LIMIT: 'signInBudget',
  PUBLIC_TOKEN_DAYS: 'publicTokenDays',
  ACCOUNT_SLOWDOWN_AFTER: 'slowdownAfter',
  SESSION_TIMEOUT: 'sessionTimeoutSeconds',
  MAX_LOGIN_ATTEMPTS: 'maxLoginAttempts',
  ACCOUNT_LOCKOUT_DURATION: 'lockoutMinutes',
  PASSWORD_EXPIRY_DAYS: 'passwordExpiryDays',
  PASSWORD_RESET_TIMEOUT: 'passwordResetSeconds',
  SUGU_REGISTRATION: 'registration',
  ACCOUNT_RATE_LIMIT: 'accountBudget',
  EMAIL_HOST: 'mail',
  AUDIT_RETENTION_DAYS: 'auditDays',
  SECURE_SSL_REDIRECT: 'sslRedirect',
  SECURE_HSTS_SECONDS: 'hstsSeconds',
  SECURE_HSTS_INCLUDE_SUBDOMAINS: 'hstsSubdomains',
  SECURE_HSTS_PRELOAD: 'hstsPreload',
  RATE_LIMIT_USER: 'userBudget',
  RATE_LIMIT_ADDRESS: 'addressBudget',
  REDIS_URL: 'redisUrl',
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
