import type { Text } from '#model/language.ts'

export const words = {
  about: {
    fr: 'Chaque adresse que vous pouvez appeler, à lire et à essayer d’ici.',
    en: 'Every address that you may call, to be read and tried from here.',
  },
  schema: { fr: 'La même chose en OpenAPI 3.1', en: 'The same as OpenAPI 3.1' },
  signIn: { fr: 'Se connecter', en: 'Sign in' },
  why: {
    fr: 'Sans compte, vous voyez ici les appels ouverts à tous. Connectez-vous pour voir aussi les tables et tout ce qui vous est permis.',
    en: 'Without an account you see the calls that are open to all. Sign in to see the tables too, and all that you may do.',
  },
  noScript: {
    fr: 'Le formulaire et la liste demandent JavaScript ; le terminal s’en passe.',
    en: 'The form and the list need JavaScript; a terminal does without.',
  },
  login: { fr: 'E-mail, téléphone ou nom d’utilisateur', en: 'E-mail, phone or user name' },
  password: { fr: 'Mot de passe', en: 'Password' },
  terminal: { fr: 'Depuis un terminal, avec curl', en: 'From a terminal, with curl' },
  ticket: {
    fr: 'Une réponse 403 avec un « ticket » demande un nouveau mot de passe : envoyez les deux à /api/users/password/change/.',
    en: 'A 403 with a “ticket” asks for a new password: send both to /api/users/password/change/.',
  },
  choose: {
    fr: 'Ce mot de passe ne sert qu’une fois. Choisissez le vôtre.',
    en: 'That password serves once. Choose your own.',
  },
  newPassword: { fr: 'Nouveau mot de passe', en: 'New password' },
  again: { fr: 'Le même, encore une fois', en: 'The same, once more' },
  goOn: { fr: 'Enregistrer et continuer', en: 'Save and go on' },
  signedInAs: { fr: 'Connecté :', en: 'Signed in:' },
  signOut: { fr: 'Se déconnecter', en: 'Sign out' },
  ended: {
    fr: 'Votre session a pris fin. Connectez-vous de nouveau.',
    en: 'Your session has ended. Sign in again.',
  },
  offline: { fr: 'Le serveur ne répond pas. Réessayez.', en: 'The server does not answer. Try again.' },
} as const satisfies Record<string, Text>
