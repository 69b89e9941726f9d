import {
  boolean,
  choice,
  datetime,
  integer,
  json,
  longText,
  reference,
  table,
  text,
  url,
} from '#model/define-table.ts'

const mine = (field: string) => ({ field, op: 'eq', value: { var: 'me' } }) as const
const own = [{ to: 'member', where: mine('created_by') }] as const
const administrators = [{ to: 'site_admin' }] as const

/**
 * What people say of a row. Everybody's own are here; all that were said of a row are read beside it, by those who may
 * read it (`comment-calls.ts`). The table is named by its number: its slug may become another's.
 */
export const comments = table('comments', {
  label: { fr: 'Commentaires', en: 'Comments' },
  fields: {
    table: integer({ label: { fr: 'Table (numéro)', en: 'Table (number)' }, required: true, min: 1 }),
    row: integer({ label: { fr: 'Ligne', en: 'Row' }, required: true, min: 1 }),
    text: longText({ label: { fr: 'Texte', en: 'Text' }, required: true, max: 5000 }),
    mentions: json({ label: { fr: 'Personnes citées', en: 'People mentioned' }, default: [] }),
  },
  indexes: [['table', 'row']],
  order: ['-created_at'],
  search: ['text'],
  allow: { read: own, create: [{ to: 'member' }], update: own, delete: own },
})

export const noticeKinds = [
  { value: 'mention', label: { fr: 'Mention', en: 'Mention' } },
  { value: 'comment', label: { fr: 'Commentaire', en: 'Comment' } },
  { value: 'assigned', label: { fr: 'Attribution', en: 'Assignment' } },
  { value: 'import_done', label: { fr: 'Import terminé', en: 'Import finished' } },
  { value: 'import_failed', label: { fr: 'Import échoué', en: 'Import failed' } },
  { value: 'job_failed', label: { fr: 'Tâche échouée', en: 'Failed job' } },
  { value: 'webhook_failed', label: { fr: 'Webhook suspendu', en: 'Webhook suspended' } },
] as const

/** What somebody should know, in the application alone. Each is its person's own: not even administrators read it. */
export const notifications = table('notifications', {
  label: { fr: 'Notifications', en: 'Notifications' },
  fields: {
    person: reference({ label: { fr: 'Pour', en: 'For' }, table: 'users', required: true }),
    kind: choice({ label: { fr: 'Sorte', en: 'Kind' }, options: noticeKinds, required: true }),
    table: integer({ label: { fr: 'Table (numéro)', en: 'Table (number)' } }),
    row: integer({ label: { fr: 'Ligne', en: 'Row' } }),
    by: integer({ label: { fr: 'De la part de', en: 'By' } }),
    data: json({ label: { fr: 'Détails', en: 'Details' }, default: {} }),
    read_at: datetime({ label: { fr: 'Lue le', en: 'Read at' } }),
  },
  indexes: [['person', 'read_at']],
  order: ['-id'],
  personal: true,
  allow: {
    read: [{ to: 'signed_in', where: mine('person') }],
    create: [],
    update: [{ to: 'signed_in', where: mine('person'), fields: ['read_at'] }],
    delete: [{ to: 'signed_in', where: mine('person') }],
  },
})

/** Addresses that are told of changes. What each signs with is kept apart, sealed: see `webhooks/`. */
export const webhooks = table('webhooks', {
  label: { fr: 'Webhooks', en: 'Webhooks' },
  fields: {
    name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, max: 100 }),
    address: url({ label: { fr: 'Adresse', en: 'Address' }, required: true }),
    tables: json({
      label: { fr: 'Tables', en: 'Tables' },
      help: { fr: 'Aucune : toutes', en: 'None: all of them' },
      default: [],
    }),
    verbs: json({
      label: { fr: 'Opérations', en: 'Verbs' },
      help: { fr: 'Aucune : toutes', en: 'None: all of them' },
      default: [],
    }),
    with_row: boolean({
      label: { fr: 'Envoyer la ligne entière', en: 'Send the whole row' },
      help: {
        fr: 'Telle que peut la lire l’administrateur qui a créé le webhook',
        en: 'As the administrator who made the webhook may read it',
      },
      default: false,
    }),
    active: boolean({ label: { fr: 'Actif', en: 'Active' }, default: true }),
    problem: text({
      label: { fr: 'Pourquoi il est suspendu', en: 'Why it is suspended' },
      readonly: true,
      max: 500,
    }),
  },
  order: ['name'],
  search: ['name', 'address'],
  title: 'name',
  allow: {
    read: administrators,
    create: administrators,
    update: administrators,
    delete: administrators,
  },
})

export const liveTables = [comments, notifications, webhooks] as const
