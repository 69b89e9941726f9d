import type { Setting, Settings } from './setting.ts'

const ignored = (example: string, says: string) =>
  ({ kind: 'text', example, says, use: 'ignored' }) as const satisfies Setting

const shared = (example: string, says: string) => ({ ...ignored(example, says), shared: true }) as const

const queue = 'Les tâches de fond attendent dans PostgreSQL : ./sugu worker (ou start) les fait.'
const python = 'Il n’y a plus de Python.'
const postgresImage = 'Elle règle l’image Docker de PostgreSQL ; Sugu lit DATABASE_URL.'
const files = 'Les fichiers vont dans data/media, ou dans S3 quand les variables AWS_* seront lues.'

/** Names of the Django systems that mean nothing here: said once at the start, so that nobody counts on them. */
export const django = {
  DJANGO_SETTINGS_MODULE: ignored(
    'spotvibe_backend.settings.production',
    'Il n’y a plus de module de réglages : tout est dans ces variables. Une valeur qui finit par .production compte comme DJANGO_ENV=production.',
  ),
  EMAIL_BACKEND: ignored(
    'django.core.mail.backends.smtp.EmailBackend',
    'Les courriels partent par SMTP : EMAIL_HOST et les suivantes.',
  ),
  CELERY_BROKER_URL: ignored('redis://localhost:6379/0', queue),
  CELERY_RESULT_BACKEND: ignored('redis://localhost:6379/0', queue),
  SECURE_PROXY_SSL_HEADER: ignored(
    'HTTP_X_FORWARDED_PROTO,https',
    'L’en-tête X-Forwarded-Proto est cru quand il vient d’un mandataire de TRUSTED_PROXIES.',
  ),
  DEFAULT_FILE_STORAGE: ignored('storages.backends.s3boto3.S3Boto3Storage', files),
  STATICFILES_STORAGE: ignored(
    'whitenoise.storage.CompressedManifestStaticFilesStorage',
    'Sugu sert lui-même ses pages, ses styles et ses scripts.',
  ),
  MEDIA_URL: ignored('/media/', 'Les fichiers sont toujours lus sous /media/.'),
  MEDIA_ROOT: ignored('media', files),
  VITE_API_URL: ignored('http://project-manager.local', 'L’interface et l’API ont la même adresse.'),
  PYTHONPATH: shared('/app', python),
  PYTHONDONTWRITEBYTECODE: shared('1', python),
  PYTHONUNBUFFERED: shared('1', python),
  POSTGRES_DB: shared('spotvibe', postgresImage),
  POSTGRES_USER: shared('postgres', postgresImage),
  POSTGRES_PASSWORD: shared('password', postgresImage),
} as const satisfies Settings
