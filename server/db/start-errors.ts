import { errorsOf } from '#base/errors.ts'

/** What keeps a start from having its database, and what to do about it. */
export const startError = errorsOf({
  'database.no_binaries': [
    500,
    {
      fr: 'Pas de PostgreSQL embarqué pour cette machine ({machine}). Indiquez une base dans DATABASE_URL, par exemple postgresql://sugu:secret@localhost/sugu.',
      en: 'No embedded PostgreSQL for this machine ({machine}). Name a database in DATABASE_URL, for example postgresql://sugu:secret@localhost/sugu.',
    },
  ],
  'database.root_refused': [
    500,
    {
      fr: 'PostgreSQL refuse de tourner en root, et aucun autre compte ne peut écrire dans « {data} ». Lancez Sugu sous un compte ordinaire, propriétaire de ce dossier.',
      en: 'PostgreSQL refuses to run as root, and no other account may write to "{data}". Run Sugu as an ordinary account that owns that folder.',
    },
  ],
  'database.socket_folder_taken': [
    500,
    {
      fr: 'Le dossier « {folder} » appartient à un autre compte : supprimez-le, puis recommencez.',
      en: 'The folder "{folder}" belongs to another account: remove it, then try again.',
    },
  ],
  'database.not_made': [
    500,
    {
      fr: 'La base de données n’a pas pu être créée dans « {data} » : {reason}',
      en: 'The database could not be made in "{data}": {reason}',
    },
  ],
  'database.does_not_start': [
    500,
    {
      fr: 'PostgreSQL ne démarre pas. Il dit (tout est dans « {log} ») :\n  {lines}',
      en: 'PostgreSQL does not start. It says (all of it is in "{log}"):\n  {lines}',
    },
  ],
  'database.out_of_reach': [
    500,
    {
      fr: 'PostgreSQL tourne déjà sur ces données, mais d’ici on ne peut pas l’atteindre par « {folder} » : un autre compte l’a démarré, ou un service dont le dossier /tmp est privé (PrivateTmp). Arrêtez-le, ou lancez Sugu de la même façon que lui.',
      en: 'PostgreSQL already runs on this data but is out of reach through "{folder}": another account started it, or a service whose /tmp is private (PrivateTmp). Stop it, or run Sugu the way it is run.',
    },
  ],
  'database.url_refused': [
    500,
    {
      fr: 'La base indiquée par DATABASE_URL ne répond pas ou refuse la connexion : {reason}',
      en: 'The database of DATABASE_URL does not answer or refuses the connection: {reason}',
    },
  ],
  'database.too_old': [
    500,
    {
      fr: 'La base indiquée par DATABASE_URL tourne sous PostgreSQL {version} ; Sugu demande la version 15 au moins. Mettez-la à jour, ou retirez DATABASE_URL : Sugu apporte la sienne.',
      en: 'The database of DATABASE_URL runs PostgreSQL {version}; Sugu needs version 15 at least. Upgrade it, or remove DATABASE_URL: Sugu brings its own.',
    },
  ],
  'migration.changed': [
    500,
    {
      fr: 'La migration « {name} » a déjà été appliquée à cette base, mais son fichier a changé depuis. Rétablissez le fichier et écrivez le changement dans une nouvelle migration.',
      en: 'The migration "{name}" has already run on this database, but its file has changed since. Restore the file and write the change into a new migration.',
    },
  ],
  'migration.failed': [
    500,
    {
      fr: 'La migration « {name} » a échoué : {reason}',
      en: 'The migration "{name}" failed: {reason}',
    },
  ],
})
