import type { Text } from '#model/language.ts'
import type { MessageData, MessageKind } from './message.ts'

/** What a message says; `{code}` and the like come from its data. A short text is all that a phone gets. */
export interface Words {
  readonly subject: Text
  readonly lines: readonly Text[]
  readonly short?: Text
}

const ignore: Text = {
  fr: 'Si vous n’avez rien demandé, ne faites rien : sans ce code, personne n’entre.',
  en: 'If you asked for nothing, do nothing: without this code nobody gets in.',
}
const notYou: Text = {
  fr: 'Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe : toutes les sessions prendront fin.',
  en: 'If it was not you, ask for a new password at once: every session will end.',
}
const code: Text = { fr: '{code}', en: '{code}' }

export const words: {
  readonly [Kind in MessageKind]: Words & { readonly names: readonly (keyof MessageData[Kind])[] }
} = {
  verify_email: {
    names: ['code'],
    subject: { fr: 'Votre code de vérification', en: 'Your verification code' },
    lines: [
      {
        fr: 'Voici le code qui vérifie votre adresse. Il sert une fois, pendant 10 minutes :',
        en: 'Here is the code that verifies your address. It serves once, for 10 minutes:',
      },
      code,
      ignore,
    ],
  },
  verify_phone: {
    names: ['code'],
    subject: { fr: 'Votre code de vérification', en: 'Your verification code' },
    lines: [],
    short: {
      fr: '{site} : votre code de vérification est {code} (10 minutes). Ne le donnez à personne.',
      en: '{site}: your verification code is {code} (10 minutes). Give it to nobody.',
    },
  },
  reset_email: {
    names: ['code', 'login'],
    subject: { fr: 'Choisir un nouveau mot de passe', en: 'Choose a new password' },
    lines: [
      {
        fr: 'Un nouveau mot de passe a été demandé pour le compte « {login} ». Voici le code qui permet de le choisir ; il sert une fois :',
        en: 'A new password was asked for, for the account "{login}". Here is the code to choose it with; it serves once:',
      },
      code,
      ignore,
    ],
  },
  reset_phone: {
    names: ['code'],
    subject: { fr: 'Choisir un nouveau mot de passe', en: 'Choose a new password' },
    lines: [],
    short: {
      fr: '{site} : votre code pour un nouveau mot de passe est {code} (10 minutes). Ne le donnez à personne.',
      en: '{site}: your code for a new password is {code} (10 minutes). Give it to nobody.',
    },
  },
  new_device: {
    names: ['device', 'address', 'at'],
    subject: { fr: 'Connexion depuis un nouvel appareil', en: 'Signed in on a new device' },
    lines: [
      {
        fr: 'Votre compte a été ouvert depuis un appareil que nous ne connaissions pas : {device}, à l’adresse {address}, le {at}.',
        en: 'Your account was opened on a device that we did not know: {device}, at the address {address}, on {at}.',
      },
      notYou,
    ],
    short: {
      fr: '{site} : connexion depuis un nouvel appareil le {at}. Si ce n’était pas vous, changez de mot de passe.',
      en: '{site}: signed in on a new device on {at}. If it was not you, change your password.',
    },
  },
  password_changed: {
    names: ['at', 'address'],
    subject: { fr: 'Votre mot de passe a changé', en: 'Your password has changed' },
    lines: [
      {
        fr: 'Le mot de passe de votre compte a changé le {at}, depuis l’adresse {address}.',
        en: 'The password of your account was changed on {at}, from the address {address}.',
      },
      notYou,
    ],
    short: {
      fr: '{site} : votre mot de passe a changé le {at}. Si ce n’était pas vous, demandez-en un nouveau.',
      en: '{site}: your password was changed on {at}. If it was not you, ask for a new one.',
    },
  },
  factors_changed: {
    names: ['at', 'change'],
    subject: {
      fr: 'La double vérification de votre compte a changé',
      en: 'The two-step verification of your account has changed',
    },
    lines: [{ fr: 'Le {at} : {change}', en: 'On {at}: {change}' }, notYou],
    short: {
      fr: '{site} : la double vérification de votre compte a changé le {at}.',
      en: '{site}: the two-step verification of your account was changed on {at}.',
    },
  },
  contact_changed: {
    names: ['at', 'address'],
    subject: {
      fr: 'Les coordonnées de votre compte ont changé',
      en: 'The contact details of your account have changed',
    },
    lines: [
      {
        fr: 'L’e-mail ou le téléphone de votre compte a changé le {at}, depuis l’adresse {address}. Ce message part à l’ancien.',
        en: 'The e-mail or phone of your account was changed on {at}, from the address {address}. This message goes to the former one.',
      },
      notYou,
    ],
    short: {
      fr: '{site} : les coordonnées de votre compte ont changé le {at}.',
      en: '{site}: the contact details of your account were changed on {at}.',
    },
  },
  trial: {
    names: ['at'],
    subject: { fr: 'Message d’essai', en: 'Test message' },
    lines: [
      {
        fr: 'Si vous lisez ceci, les courriels de votre site partent bien. Essai demandé le {at}.',
        en: 'If you are reading this, the mail of your site leaves as it should. Asked for on {at}.',
      },
    ],
    short: {
      fr: '{site} : si vous lisez ceci, les SMS de votre site partent bien.',
      en: '{site}: if you are reading this, the text messages of your site leave as they should.',
    },
  },
  erased: {
    names: ['at', 'phone'],
    subject: { fr: 'Votre compte est effacé', en: 'Your account is erased' },
    lines: [
      {
        fr: 'Comme vous l’avez demandé, votre compte et vos données personnelles ont été effacés le {at}.',
        en: 'As you asked, your account and your personal data were erased on {at}.',
      },
    ],
    short: {
      fr: '{site} : votre compte a été effacé le {at}.',
      en: '{site}: your account was erased on {at}.',
    },
  },
}
