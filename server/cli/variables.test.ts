import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readConfig } from '#base/config.ts'
import { parseDotEnv } from '#base/dot-env.ts'
import { projectFolder } from '#base/project.ts'
import { settings } from '#base/settings/index.ts'
import { dotEnvModel, variablesPage } from './variables.ts'

const fileOf = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')

test('docs/fr/variables.md is what ./sugu variables prints', () => {
  assert.equal(fileOf('docs/fr/variables.md'), variablesPage())
})

test('.env.example is what ./sugu variables --env prints', () => {
  assert.equal(fileOf('.env.example'), dotEnvModel())
})

test('every value of the model is one that Sugu takes', () => {
  const all = dotEnvModel().replace(/^#(?=[A-Z])/gm, '')
  const given = parseDotEnv(all)
  assert.ok(Object.keys(given).length > 50)
  const { DB_NAME, DB_USER, DB_PASSWORD, DB_HOST, DB_PORT, ...rest } = given
  const own = 'une-cle-de-plus-de-trente-deux-caracteres'
  const env = { ...rest, SECRET_KEY: own, BACKUP_ENCRYPTION_KEY: own, SUGU_ADMIN_PASSWORD: own }
  assert.doesNotThrow(() => readConfig(env))
})

test('the examples of what must be secret are refused when they are left as they are', () => {
  for (const name of ['SECRET_KEY', 'BACKUP_ENCRYPTION_KEY', 'SUGU_ADMIN_PASSWORD'] as const) {
    assert.throws(
      () => readConfig({ [name]: settings[name].example }),
      { message: 'setting.placeholder' },
      name,
    )
  }
})

/** From the five briefs: their `.env` files, their settings, their Docker and Heroku files. */
const names = `
  SECRET_KEY DEBUG ALLOWED_HOSTS DATABASE_URL EMAIL_BACKEND EMAIL_HOST EMAIL_PORT EMAIL_USE_TLS EMAIL_HOST_USER
  EMAIL_HOST_PASSWORD ORANGE_MONEY_API_KEY ORANGE_MONEY_MERCHANT_KEY ORANGE_MONEY_BASE_URL MTN_MONEY_API_KEY
  MTN_MONEY_SUBSCRIPTION_KEY MOOV_MONEY_API_KEY GOOGLE_MAPS_API_KEY GOOGLE_OAUTH2_CLIENT_ID
  GOOGLE_OAUTH2_CLIENT_SECRET FACEBOOK_APP_ID FACEBOOK_APP_SECRET REDIS_URL CELERY_BROKER_URL CELERY_RESULT_BACKEND
  SENTRY_DSN AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_STORAGE_BUCKET_NAME AWS_S3_REGION_NAME AWS_S3_CUSTOM_DOMAIN
  AWS_S3_OBJECT_PARAMETERS PAYMENT_RETURN_URL PAYMENT_CANCEL_URL PAYMENT_WEBHOOK_URL DB_NAME DB_USER DB_PASSWORD DB_HOST
  DB_PORT DEFAULT_FILE_STORAGE STATICFILES_STORAGE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS
  SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_HSTS_PRELOAD SECURE_PROXY_SSL_HEADER DJANGO_SETTINGS_MODULE PYTHONPATH
  PYTHONDONTWRITEBYTECODE PYTHONUNBUFFERED POSTGRES_DB POSTGRES_USER POSTGRES_PASSWORD DJANGO_ENV CORS_ALLOWED_ORIGINS
  CSRF_TRUSTED_ORIGINS BACKUP_ENCRYPTION_KEY DISCORD_WEBHOOK_URL SESSION_TIMEOUT ACCOUNT_LOCKOUT_DURATION
  MAX_LOGIN_ATTEMPTS PASSWORD_EXPIRY_DAYS PASSWORD_RESET_TIMEOUT VITE_API_URL MEDIA_URL MEDIA_ROOT
  PORT HOST SUGU_DATA SUGU_URL SUGU_ADMIN_PASSWORD WEB_CONCURRENCY TRUSTED_PROXIES`

test('every name of the briefs is on the page', () => {
  const missing = names
    .trim()
    .split(/\s+/)
    .filter((name) => !(name in settings))
  assert.deepEqual(missing, [])
})
