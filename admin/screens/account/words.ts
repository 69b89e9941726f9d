import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  title: ['Mon compte', 'My account'],
  profile: ['Profil', 'Profile'],
  security: ['Sécurité', 'Security'],
  devices: ['Appareils', 'Devices'],
  data: ['Mes données', 'My data'],
  save: ['Enregistrer', 'Save'],
  saved: ['Enregistré.', 'Saved.'],
  cancel: ['Annuler', 'Cancel'],
  goOn: ['Continuer', 'Go on'],
  password: ['Mot de passe actuel', 'Current password'],

  username: ['Nom d’utilisateur', 'User name'],
  firstName: ['Prénom', 'First name'],
  lastName: ['Nom', 'Last name'],
  email: ['E-mail', 'E-mail'],
  phone: ['Téléphone', 'Phone'],
  contactHelp: [
    'Pour changer votre adresse ou votre numéro, votre mot de passe est demandé. Un code part au nouveau, un message à l’ancien.',
    'To change your address or number, your password is asked for. A code leaves for the new one, a message for the former.',
  ],
  screens: ['Écrans', 'Screens'],
  language: ['Langue', 'Language'],
  theme: ['Thème', 'Theme'],
  light: ['Clair', 'Light'],
  dark: ['Sombre', 'Dark'],
  auto: ['Celui de l’appareil', 'The device’s'],
  emailNews: ['Recevoir les notifications par e-mail', 'Get notifications by e-mail'],

  changePassword: ['Mot de passe', 'Password'],
  changePasswordWhy: [
    'Vos autres sessions prennent fin quand vous le changez.',
    'Your other sessions end when you change it.',
  ],
  changeIt: ['Changer le mot de passe', 'Change the password'],
  changed: ['Votre mot de passe est changé.', 'Your password is changed.'],

  second: ['Second facteur', 'Second factor'],
  secondWhy: [
    'Un mot de passe volé ne suffit plus à entrer : il faut aussi votre téléphone ou votre clé.',
    'A stolen password is no longer enough to come in: your phone or key is needed, too.',
  ],
  totp: ['Application de codes', 'Application of codes'],
  totpSince: (day: string) => [`Ajoutée le ${day}`, `Added on ${day}`],
  totpNone: [
    'Google Authenticator, Aegis, 2FAS… : six chiffres qui changent toutes les trente secondes, même sans réseau.',
    'Google Authenticator, Aegis, 2FAS…: six figures that change every thirty seconds, even without a network.',
  ],
  add: ['Ajouter', 'Add'],
  remove: ['Retirer', 'Remove'],
  scan: [
    'Dans l’application, ajoutez un compte et photographiez ce carré.',
    'In the application, add an account and take a picture of this square.',
  ],
  qr: [
    'QR code du compte, à photographier avec l’application',
    'QR code of the account, for the application',
  ],
  bySecret: [
    'Vous êtes sur le téléphone même ? Recopiez cette clé :',
    'Are you on the phone itself? Copy this key:',
  ],
  openApp: ['Ouvrir dans l’application', 'Open in the application'],
  firstCode: [
    'Les six chiffres que l’application montre maintenant',
    'The six figures that the application shows now',
  ],
  confirm: ['Confirmer', 'Confirm'],
  totpAdded: ['L’application de codes est ajoutée.', 'The application of codes is added.'],

  passkeys: ['Clés d’accès', 'Passkeys'],
  passkeysNone: [
    'Votre empreinte, votre visage ou une clé USB. Rien à recopier, rien à voler.',
    'Your fingerprint, your face or a USB key. Nothing to copy, nothing to steal.',
  ],
  passkeyName: ['Son nom, pour la reconnaître', 'Its name, to know it again'],
  passkeyExample: ['Téléphone, ordinateur du bureau…', 'Phone, office computer…'],
  passkeyMake: ['Créer la clé d’accès', 'Make the passkey'],
  passkeyFailed: [
    'L’appareil n’a pas créé de clé. Réessayez, ou prenez l’application de codes.',
    'The device made no key. Try again, or take the application of codes.',
  ],
  passkeyAdded: ['La clé d’accès est ajoutée.', 'The passkey is added.'],
  passkeysNotHere: ['Les clés d’accès demandent une adresse en https.', 'Passkeys need an address in https.'],
  neverUsed: ['Jamais employée', 'Never used'],
  lastUsed: (when: string) => [`Employée ${when}`, `Used ${when}`],
  removed: ['Retiré.', 'Removed.'],
  removeTotp: ['Retirer l’application de codes', 'Remove the application of codes'],
  removePasskey: (name: string) => [`Retirer « ${name} »`, `Remove “${name}”`],
  removeWhy: [
    'Elle ne servira plus à entrer. Votre mot de passe est demandé.',
    'It will no longer serve to come in. Your password is asked for.',
  ],

  recovery: ['Codes de secours', 'Recovery codes'],
  recoveryLeft: (n: number) =>
    n === 0
      ? ['Il n’en reste aucun : tirez-en de nouveaux.', 'None is left: make new ones.']
      : [`Il en reste ${n} sur dix.`, `${n} of ten are left.`],
  renew: ['En tirer de nouveaux', 'Make new ones'],
  renewWhy: ['Les anciens n’ouvriront plus rien.', 'The old ones will open nothing any more.'],
  codesTitle: ['Gardez ces dix codes', 'Keep these ten codes'],
  codesWhy: [
    'Chacun permet d’entrer une fois, le jour où vous n’avez plus votre téléphone. Ils ne sont montrés qu’ici : imprimez-les, ou rangez-les à l’abri.',
    'Each lets you in once, on the day you no longer have your phone. They are shown here alone: print them, or store them somewhere safe.',
  ],
  copy: ['Copier', 'Copy'],
  copied: ['Copié.', 'Copied.'],
  print: ['Imprimer', 'Print'],
  kept: ['Je les ai gardés', 'I have kept them'],

  sessions: ['Où votre compte est ouvert', 'Where your account is open'],
  sessionsWhy: [
    'Vous ne reconnaissez pas un appareil ? Fermez sa session, puis changez de mot de passe.',
    'You do not know a device? End its session, then change your password.',
  ],
  thisOne: ['Cet appareil', 'This device'],
  seen: (when: string) => [`Vu ${when}`, `Seen ${when}`],
  end: ['Fermer', 'End'],
  endOf: (device: string) => [`Fermer la session de ${device}`, `End the session of ${device}`],
  ended: ['La session est fermée.', 'The session is ended.'],
  endAll: ['Se déconnecter partout', 'Sign out everywhere'],
  pin: ['Code PIN sur cet appareil', 'PIN on this device'],
  pinWhy: [
    'Sur un téléphone que plusieurs se partagent, quatre à huit chiffres suffisent pour revenir dans la journée, une fois entré par mot de passe.',
    'On a phone that several share, four to eight figures are enough to come back during the day, once one has come in by password.',
  ],
  newPin: ['Quatre à huit chiffres', 'Four to eight figures'],
  setPin: ['Choisir ce code', 'Choose this PIN'],
  pinSet: ['Votre code PIN vaut sur cet appareil.', 'Your PIN holds on this device.'],
  dropPin: ['Retirer mon code PIN', 'Take my PIN off'],
  pinDropped: ['Le code PIN est retiré.', 'The PIN is taken off.'],

  exportTitle: ['Emporter mes données', 'Take my data with me'],
  exportWhy: [
    'Tout ce qui est gardé sur vous et les lignes que vous avez créées sur ce site, en une archive de fichiers lisibles.',
    'All that is kept on you and the rows that you made at this site, as one archive of readable files.',
  ],
  download: ['Télécharger l’archive', 'Download the archive'],
  eraseTitle: ['Effacer mon compte', 'Erase my account'],
  eraseWhy: [
    'Votre nom, vos coordonnées et vos réglages disparaissent pour toujours. Ce que d’autres ont besoin de garder reste, sans votre nom. Cela ne s’annule pas.',
    'Your name, your contacts and your settings are gone for ever. What others need to keep stays, without your name. This cannot be undone.',
  ],
  erase: ['Effacer mon compte', 'Erase my account'],
  erased: ['Votre compte est effacé.', 'Your account is erased.'],
})
