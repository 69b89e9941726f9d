import { dictionary } from '../../lib/words.ts'

export const personWords = dictionary({
  all: ['Utilisateurs', 'Users'],
  unknown: ['Cette personne n’est pas de ce site', 'This person is not of this site'],
  unknownWhy: ['Revenez à la liste pour la chercher.', 'Go back to the list to look for them.'],
  access: ['Groupes et place', 'Groups and standing'],
  accessWhy: [
    'Ce que les groupes ouvrent s’additionne. Un changement vaut dès la demande suivante.',
    'What groups open adds up. A change holds from the next request on.',
  ],
  save: ['Enregistrer', 'Save'],
  saved: ['Enregistré.', 'Saved.'],
  ended: ['Sans droit de membre', 'No member’s rights'],
  endedWhy: [
    'Parti, ou inscrit de lui-même et pas encore admis : garde son compte, ne voit plus rien ici.',
    'Left, or registered by themselves and not admitted yet: keeps the account, sees nothing here.',
  ],
  seeAs: ['Voir comme', 'See as'],
  unlock: ['Déverrouiller', 'Unlock'],
  unlocked: (name: string) => [`${name} peut réessayer tout de suite.`, `${name} can try again at once.`],
  ask: ['Exiger un nouveau mot de passe', 'Ask for a new password'],
  askSure: (name: string) => [
    `Exiger un nouveau mot de passe de ${name} ?`,
    `Ask ${name} for a new password?`,
  ],
  askWhat: [
    'Ses sessions prennent fin ; sa prochaine connexion, avec le mot de passe actuel, commence par en choisir un autre.',
    'Their sessions end; their next sign-in, with the current password, begins by choosing another.',
  ],
  askYes: ['Exiger', 'Ask for it'],
  asked: ['Un nouveau mot de passe sera demandé.', 'A new password will be asked for.'],
  disable: ['Fermer le compte', 'Disable the account'],
  disableSure: (name: string) => [`Fermer le compte de ${name} ?`, `Disable the account of ${name}?`],
  disableWhat: [
    'Personne n’y entre plus, sur aucun site, et qui y était n’y est plus. Rien de ce qui a été fait n’est effacé ; on peut le rouvrir.',
    'Nobody signs in to it any more, at any site, and whoever was in is out. Nothing that was done is erased; it can be enabled again.',
  ],
  disabled: ['Compte fermé.', 'Account disabled.'],
  enable: ['Rouvrir le compte', 'Enable the account'],
  enabled: ['Compte rouvert.', 'Account enabled.'],
  lockedNow: [
    'Trop d’essais manqués : ce compte attend avant d’en permettre d’autres.',
    'Too many failed tries: this account waits before it allows others.',
  ],
  sessions: ['Sessions ouvertes', 'Open sessions'],
  sessionsWhy: [
    'Les appareils où ce compte est ouvert en ce moment.',
    'The devices on which this account is open now.',
  ],
  noSession: ['Aucune session ouverte.', 'No open session.'],
  above: [
    'Les sessions du propriétaire du réseau ne se voient que par un autre propriétaire.',
    'The sessions of the network’s owner are seen by another owner alone.',
  ],
  end: ['Fermer', 'End'],
  endOf: (device: string) => [`Fermer la session : ${device}`, `End the session: ${device}`],
  endAll: ['Tout fermer', 'End all'],
  endAllSure: (n: number) => [`Fermer ${n} sessions ?`, `End ${n} sessions?`],
  endedOne: ['Session fermée.', 'Session ended.'],
  endedAll: ['Sessions fermées.', 'Sessions ended.'],
  rights: ['Ce que cette personne peut faire', 'What this person may do'],
  rightsWhy: [
    'Ses groupes et ce que chaque table donne d’elle-même, réunis. Tel que cela vaut en ce moment.',
    'Their groups and what each table gives of itself, taken together. As it holds now.',
  ],
  noRight: [
    'Rien ne lui est ouvert ici. Mettez cette personne dans un groupe.',
    'Nothing is open to them here. Put this person in a group.',
  ],
  administersAll: [
    'Administre le site : voit et modifie toutes les tables.',
    'Administers the site: sees and changes every table.',
  ],
  hidden: (fields: string) => [`Ne voit pas : ${fields}`, `Does not see: ${fields}`],
  fixed: (fields: string) => [`Voit sans modifier : ${fields}`, `Sees without changing: ${fields}`],
  table: ['Table', 'Table'],
  more: (name: string) => [`Autres actions pour ${name}`, `More for ${name}`],
})
