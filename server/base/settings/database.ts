import type { Settings } from './setting.ts'

export const database = {
  DATABASE_URL: {
    kind: 'database',
    example: 'postgresql://sugu:mot-de-passe@localhost:5432/sugu',
    use: 'used',
    says: 'Une base PostgreSQL 15 ou plus récente. Sans elle, Sugu emploie sa base intégrée, dans data/db.',
    refuses:
      'SQLite, MySQL et toute autre base ; une adresse qui contredit DB_NAME, DB_USER, DB_PASSWORD, DB_HOST ou DB_PORT',
  },
  DB_NAME: {
    kind: 'text',
    example: 'sugu',
    use: 'used',
    says: 'Le nom de la base. Avec les quatre suivantes, elle compose DATABASE_URL.',
  },
  DB_USER: { kind: 'text', example: 'sugu', use: 'used', says: 'L’utilisateur de la base.' },
  DB_PASSWORD: {
    kind: 'secret',
    example: 'mot-de-passe',
    use: 'used',
    says: 'Le mot de passe de cet utilisateur.',
  },
  DB_HOST: {
    kind: 'text',
    example: 'localhost',
    use: 'used',
    says: 'La machine de la base, ou le dossier de sa socket. Sans elle : localhost.',
  },
  DB_PORT: {
    kind: 'integer',
    min: 1,
    max: 65535,
    example: '5432',
    use: 'used',
    says: 'Le port de la base. Sans elle : 5432.',
  },
  DB_POOL_SIZE: {
    kind: 'integer',
    default: '20',
    min: 1,
    max: 100,
    example: '3',
    use: 'used',
    says: 'Le nombre de connexions que chaque processus ouvre à la base pour ses visiteurs ; il en prend jusqu’à sept de plus pour lui-même. À baisser quand la base en accorde peu (20 sur les petites offres de Heroku).',
  },
} as const satisfies Settings
