import type { Settings } from './setting.ts'

const later = 'later' as const

/** Where files go when they do not stay in `data/media`. */
export const storage = {
  AWS_ACCESS_KEY_ID: { kind: 'text', example: 'AKIA…', use: later, says: 'Le compte de stockage S3.' },
  AWS_SECRET_ACCESS_KEY: { kind: 'secret', example: 'secret-s3', use: later, says: 'Son secret.' },
  AWS_STORAGE_BUCKET_NAME: {
    kind: 'text',
    example: 'ma-boutique',
    use: later,
    says: 'Le compartiment (bucket).',
  },
  AWS_S3_REGION_NAME: { kind: 'text', example: 'eu-west-3', use: later, says: 'Sa région.' },
  AWS_S3_CUSTOM_DOMAIN: {
    kind: 'host',
    example: 'media.example.com',
    use: later,
    says: 'Le domaine sous lequel les fichiers sont lus.',
  },
  AWS_S3_ENDPOINT_URL: {
    kind: 'url',
    example: 'https://s3.example.com',
    use: later,
    says: 'L’adresse du service, quand ce n’est pas celui d’Amazon.',
  },
  AWS_S3_OBJECT_PARAMETERS: {
    kind: 'text',
    example: '{"CacheControl": "max-age=86400"}',
    use: later,
    says: 'Les en-têtes donnés aux fichiers, en JSON.',
  },
  AWS_LOCATION: {
    kind: 'text',
    default: 'media',
    example: 'media',
    use: later,
    says: 'Le dossier des fichiers dans le compartiment.',
  },
} as const satisfies Settings
