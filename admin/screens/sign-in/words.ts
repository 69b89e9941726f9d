import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  title: ['Connexion', 'Sign in'],
  login: ['E-mail, téléphone ou nom d’utilisateur', 'E-mail, phone or user name'],
  password: ['Mot de passe', 'Password'],
  enter: ['Se connecter', 'Sign in'],
  forgotten: ['Mot de passe oublié', 'Forgotten password'],
  byPin: ['Entrer par code PIN', 'Come in by PIN'],
  or: ['ou', 'or'],
  google: ['Continuer avec Google', 'Continue with Google'],
  facebook: ['Continuer avec Facebook', 'Continue with Facebook'],
  providerFailed: [
    'La connexion n’a pas abouti. Recommencez, ou entrez avec votre mot de passe.',
    'Signing in did not succeed. Try again, or come in with your password.',
  ],
  back: ['Revenir à la connexion', 'Back to signing in'],
  goOn: ['Continuer', 'Go on'],

  changeTitle: ['Choisissez votre mot de passe', 'Choose your password'],
  changeWhy: [
    'Celui que vous avez reçu ne sert qu’une fois. Prenez quelques mots qui n’ont rien à voir entre eux : c’est long à deviner et facile à retenir.',
    'The one you were given serves once. Take a few words that have nothing to do with each other: long to guess, easy to keep in mind.',
  ],
  newPassword: ['Nouveau mot de passe', 'New password'],
  again: ['Le même, encore une fois', 'The same, once more'],
  save: ['Enregistrer et continuer', 'Save and go on'],

  secondTitle: ['Encore une étape', 'One more step'],
  codeWhy: [
    'Ouvrez votre application de codes et recopiez les six chiffres qu’elle montre pour Sugu.',
    'Open your application of codes and copy the six figures that it shows for Sugu.',
  ],
  code: ['Code à six chiffres', 'Six-figure code'],
  passkeyWhy: [
    'Confirmez avec votre clé d’accès : empreinte, visage, code de l’appareil ou clé USB.',
    'Confirm with your passkey: fingerprint, face, the device’s code or a USB key.',
  ],
  usePasskey: ['Employer ma clé d’accès', 'Use my passkey'],
  useCode: ['Employer un code de l’application', 'Use a code of the application'],
  useRecovery: ['Employer un code de secours', 'Use a recovery code'],
  recovery: ['Code de secours', 'Recovery code'],
  recoveryWhy: [
    'L’un des dix codes que vous avez gardés. Il ne servira plus ensuite.',
    'One of the ten codes that you kept. It serves no more afterwards.',
  ],
  noPasskey: [
    'La clé d’accès n’a pas répondu. Réessayez, ou prenez un autre moyen.',
    'The passkey did not answer. Try again, or take another way.',
  ],

  enrolTitle: ['Protégez votre compte', 'Protect your account'],
  enrolWhy: [
    'Les administrateurs de ce site entrent avec un second facteur. Ajoutez-en un maintenant ; cela prend une minute.',
    'Administrators of this site come in with a second factor. Add one now; it takes a minute.',
  ],

  resetTitle: ['Mot de passe oublié', 'Forgotten password'],
  resetWhy: [
    'Dites qui vous êtes : un code vous est envoyé par e-mail ou par téléphone. Il vaut dix minutes.',
    'Say who you are: a code is sent to you by e-mail or phone. It is good for ten minutes.',
  ],
  sendCode: ['Envoyer le code', 'Send the code'],
  resetCode: ['Code reçu', 'Code received'],
  resetDone: ['Votre mot de passe est changé : connectez-vous.', 'Your password is changed: sign in.'],
  noCode: ['Rien reçu ? Demander un autre code', 'Nothing came? Ask for another code'],

  pinTitle: ['Qui êtes-vous ?', 'Who are you?'],
  pinWhy: [
    'Ceux qui se sont connectés sur cet appareil aujourd’hui et y ont un code PIN.',
    'Those who signed in on this device today and have a PIN on it.',
  ],
  pinNobody: [
    'Personne n’a de code PIN sur cet appareil. On en choisit un dans « Mon compte », après s’être connecté ici.',
    'Nobody has a PIN on this device. One chooses it in “My account”, after signing in here.',
  ],
  pin: (name: string) => [`Code PIN de ${name}`, `PIN of ${name}`],
  someoneElse: ['Quelqu’un d’autre', 'Somebody else'],
})
