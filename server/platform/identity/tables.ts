import {
  boolean,
  date,
  email,
  json,
  longText,
  phone,
  reference,
  references,
  table,
  text,
} from '#model/define-table.ts'

/** Said in so many words, so that no group, not even one that may do everything, can give itself rights. */
const administrators = [{ to: 'site_admin' }] as const

/**
 * People. Rows are the network's; a site sees its members. They are written by identity's functions alone: an
 * e-mail that a site's administrator could change would open the account at every other site.
 */
export const users = table('users', {
  label: { fr: 'Utilisateurs', en: 'Users' },
  scope: 'network',
  seenBy: { table: 'memberships', field: 'user' },
  fields: {
    /** A letter first: a user name is then neither a phone nor an id, and without « @ » no e-mail. */
    username: text({
      label: { fr: 'Nom d’utilisateur', en: 'User name' },
      required: true,
      unique: true,
      max: 150,
      pattern: '[\\p{L}_][\\p{L}\\p{N}_.+-]*',
      expects: {
        fr: 'Un nom d’utilisateur commence par une lettre et s’écrit sans espace, de lettres, de chiffres et des signes . _ + -, comme « awa.kone ».',
        en: 'A user name begins with a letter and is written without spaces, of letters, digits and the signs . _ + -, such as "awa.kone".',
      },
    }),
    email: email({ label: { fr: 'E-mail', en: 'E-mail' }, unique: true }),
    first_name: text({ label: { fr: 'Prénom', en: 'First name' }, max: 150 }),
    last_name: text({ label: { fr: 'Nom', en: 'Last name' }, max: 150 }),
    telephone: phone({ label: { fr: 'Téléphone', en: 'Phone' }, unique: true }),
    date_naissance: date({ label: { fr: 'Date de naissance', en: 'Date of birth' }, min: '1900-01-01' }),
    bio: longText({ label: { fr: 'Présentation', en: 'About' }, max: 500 }),
    est_verifie: boolean({
      label: { fr: 'Compte vérifié', en: 'Verified account' },
      readonly: true,
      default: false,
    }),
    notifications_email: boolean({
      label: { fr: 'Notifications par e-mail', en: 'Notifications by e-mail' },
      default: true,
    }),
    notifications_push: boolean({
      label: { fr: 'Notifications sur l’appareil', en: 'Push notifications' },
      default: true,
    }),
  },
  order: ['username'],
  search: ['username', 'email', 'first_name', 'last_name', 'telephone'],
  title: 'username',
  allow: { create: [], update: [], delete: [] },
})

/** What members may do, together: `{"projet": {"read": true, "delete": {"field": "created_by", …}}}`. */
export const groups = table('groups', {
  label: { fr: 'Groupes', en: 'Groups' },
  fields: {
    name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, unique: true, max: 150 }),
    permissions: json({ label: { fr: 'Droits', en: 'Permissions' }, default: {} }),
  },
  order: ['name'],
  search: ['name'],
  title: 'name',
  allow: { create: administrators, update: administrators, delete: administrators },
})

/**
 * Who belongs to a site, as what. Ended, never deleted: what somebody did keeps their name. Who registers begins with
 * one that is ended: to admit them, an administrator says that it is not.
 */
export const memberships = table('memberships', {
  label: { fr: 'Membres', en: 'Members' },
  fields: {
    user: reference({
      label: { fr: 'Utilisateur', en: 'User' },
      table: 'users',
      required: true,
      unique: true,
      readonly: true,
    }),
    groups: references({ label: { fr: 'Groupes', en: 'Groups' }, table: 'groups' }),
    admin: boolean({ label: { fr: 'Administre le site', en: 'Administers the site' }, default: false }),
    ended: boolean({
      label: { fr: 'Sans droit de membre', en: 'No member’s rights' },
      help: {
        fr: 'Parti, ou inscrit de lui-même et pas encore admis',
        en: 'Left, or registered by themselves and not admitted yet',
      },
      default: false,
    }),
  },
  order: ['id'],
  allow: { create: [], update: administrators, delete: [] },
})
