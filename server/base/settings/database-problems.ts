import { errorsOf } from '../errors.ts'

export const databaseSettingError = errorsOf({
  'database.sqlite': [
    500,
    {
      fr: 'DATABASE_URL{from} vaut « {value} », mais Sugu n’emploie pas SQLite : retirez cette ligne pour la base intégrée (data/db), puis reprenez les données de l’ancienne table par table, en CSV, par « Importer » (POST /api/{table}/import/), ou donnez une base PostgreSQL, par exemple DATABASE_URL={example}.',
      en: 'DATABASE_URL{from} is "{value}", but Sugu does not use SQLite: remove that line for the embedded database (data/db), then bring the old data over table by table, as CSV, by "Import" (POST /api/{table}/import/), or give a PostgreSQL database, for example DATABASE_URL={example}.',
    },
  ],
  'database.other': [
    500,
    {
      fr: 'DATABASE_URL{from} demande {scheme}, mais Sugu n’emploie que PostgreSQL : retirez cette ligne pour la base intégrée (data/db), ou écrivez par exemple DATABASE_URL={example}.',
      en: 'DATABASE_URL{from} asks for {scheme}, but Sugu uses PostgreSQL only: remove that line for the embedded database (data/db), or write for example DATABASE_URL={example}.',
    },
  ],
  'database.not_url': [
    500,
    {
      fr: 'DATABASE_URL{from} n’est pas une adresse PostgreSQL avec le nom d’une base : écrivez par exemple DATABASE_URL={example} (un @, un / ou un # dans le mot de passe s’écrit %40, %2F ou %23).',
      en: 'DATABASE_URL{from} is not a PostgreSQL address with the name of a database: write for example DATABASE_URL={example} (an @, a / or a # in the password is written %40, %2F or %23).',
    },
  ],
  'database.no_name': [
    500,
    {
      fr: '{names} ne suffit pas sans le nom de la base : ajoutez par exemple DB_NAME=sugu.',
      en: '{names} is not enough without the name of the database: add for example DB_NAME=sugu.',
    },
  ],
  'database.twice': [
    500,
    {
      fr: 'DATABASE_URL et {name} se contredisent ({differs}) : gardez l’une des deux façons, par exemple DATABASE_URL={example}.',
      en: 'DATABASE_URL and {name} contradict each other ({differs}): keep one of the two ways, for example DATABASE_URL={example}.',
    },
  ],
})
