import { dictionary } from '../../lib/words.ts'

export const logWords = dictionary({
  auditTitle: ['Journal', 'Audit log'],
  auditWhy: [
    'Qui est entré, qui a changé des droits, exporté, fermé un compte. Ce qui a été écrit dans une ligne se lit dans son histoire.',
    'Who came in, who changed rights, exported, disabled an account. What was written in a row is read in its history.',
  ],
  attemptsTitle: ['Connexions', 'Sign-ins'],
  attemptsWhy: [
    'Chaque essai de connexion des trente derniers jours, réussi ou non, sur toute l’installation.',
    'Each try to sign in of the last thirty days, successful or not, over the whole installation.',
  ],
  who: ['Qui', 'Who'],
  anybody: ['Tout le monde', 'Anybody'],
  what: ['Quoi', 'What'],
  anything: ['Tout', 'Anything'],
  table: ['Écritures dans', 'Writes in'],
  noTable: ['Journal des accès', 'Log of accesses'],
  from: ['Du', 'From'],
  until: ['Au', 'To'],
  login: ['Identifiant', 'Login'],
  address: ['Adresse', 'Address'],
  outcome: ['Issue', 'Outcome'],
  nothing: ['Rien ne correspond', 'Nothing matches'],
  nothingWhy: ['Élargissez les filtres.', 'Widen the filters.'],
  more: ['Voir plus', 'See more'],
  system: ['Sugu', 'Sugu'],
  operator: ['L’exploitant, en ligne de commande', 'The operator, on the command line'],
  anonymous: ['Un visiteur', 'A visitor'],
  byToken: (n: string) => [`par le jeton n° ${n}`, `by token no. ${n}`],
  user: (n: string) => [`Utilisateur n° ${n}`, `User no. ${n}`],
  onSite: (n: number) => [`site n° ${n}`, `site no. ${n}`],
  verify: ['Vérifier le journal', 'Verify the log'],
  noneSealed: ['Rien n’est encore scellé.', 'Nothing is sealed yet.'],
  intact: (lines: string) => [
    `${lines} lignes scellées, toutes intactes.`,
    `${lines} sealed lines, all intact.`,
  ],
  unsealed: (n: string) => [
    `${n} lignes récentes ne sont pas encore scellées : elles le seront dans les cinq minutes.`,
    `${n} recent lines are not sealed yet: they will be within five minutes.`,
  ],
  erased: (n: string) => [
    `${n} lignes ont été vidées, comme il se doit, à l’effacement d’une personne.`,
    `${n} lines were emptied, as they should be, when a person was erased.`,
  ],
  touched: (n: number) => [
    n > 1
      ? `${n} choses ne sont plus comme elles ont été scellées :`
      : 'Une chose n’est plus comme elle a été scellée :',
    n > 1 ? `${n} things are no longer as they were sealed:` : 'One thing is no longer as it was sealed:',
  ],
})

/** What happened, by its sort. */
export const kindWords = dictionary({
  sign_in: ['Connexion', 'Sign-in'],
  'sign_in.locked': ['Compte verrouillé', 'Account locked'],
  sign_out: ['Déconnexion', 'Sign-out'],
  'password.changed': ['Mot de passe changé', 'Password changed'],
  'password.reset': ['Mot de passe réinitialisé', 'Password reset'],
  'password.must_change': ['Nouveau mot de passe exigé', 'New password asked for'],
  'factors.changed': ['Second facteur changé', 'Second factor changed'],
  'account.registered': ['Inscription', 'Registration'],
  'account.disabled': ['Compte fermé', 'Account disabled'],
  'account.enabled': ['Compte rouvert', 'Account enabled'],
  'account.unlocked': ['Compte déverrouillé', 'Account unlocked'],
  'session.ended': ['Session fermée par un administrateur', 'Session ended by an administrator'],
  'permissions.changed': ['Droits changés', 'Rights changed'],
  'token.made': ['Jeton créé', 'Token made'],
  'token.ended': ['Jeton révoqué', 'Token revoked'],
  'see_as.begun': ['A vu le site comme quelqu’un', 'Saw the site as somebody'],
  'see_as.ended': ['Ne voit plus comme quelqu’un', 'Stopped seeing as somebody'],
  'site.changed': ['Réglages du site changés', 'Settings of the site changed'],
  'job.retried': ['Tâche refaite', 'Job done again'],
  'job.dropped': ['Tâche écartée', 'Job dropped'],
  export: ['Export', 'Export'],
  'person.exported': ['Données personnelles emportées', 'Personal data taken away'],
  'person.erased': ['Personne effacée', 'Person erased'],
  create: ['Ajout', 'Added'],
  update: ['Modification', 'Changed'],
  delete: ['Suppression', 'Deleted'],
  restore: ['Remise en place', 'Put back'],
  import: ['Import', 'Import'],
})

export const outcomeWords = dictionary({
  session: ['Entré', 'In'],
  pin: ['Entré par code PIN', 'In by PIN'],
  wrong: ['Mauvais mot de passe', 'Wrong password'],
  wrong_pin: ['Mauvais code PIN', 'Wrong PIN'],
  second_factor: ['Second facteur demandé', 'Second factor asked for'],
  password_change: ['Nouveau mot de passe demandé', 'New password asked for'],
  locked: ['Verrouillé', 'Locked'],
})
