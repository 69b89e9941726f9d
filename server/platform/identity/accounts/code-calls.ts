import { asJson, type Call, call } from '#engine/rest/call.ts'
import { httpError } from '#http/errors.ts'
import { text } from '#model/define-table.ts'
import { form, secret } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { inLanguage, type Language, type Text } from '#model/language.ts'
import { identityError } from '../errors.ts'
import { profile } from '../forms.ts'
import { originOf } from '../sessions.ts'
import type { Accounts } from './accounts.ts'
import type { Channel } from './codes.ts'
import { accountError } from './errors.ts'
import { askForReset, confirmReset } from './reset.ts'
import { askForCode, verify } from './verify.ts'

const onItsWay: Text = { fr: 'Un code est en route.', en: 'A code is on its way.' }

const said = (what: Text, language: Language) => asJson({ message: inLanguage(what, language) }, 202)
const message = () => is.object({ message: is.text })

const code = secret({
  label: { fr: 'Code', en: 'Code' },
  help: { fr: 'Sans lui, un code est envoyé.', en: 'Without it, a code is sent.' },
})

const verifying =
  (at: 'POST /api/users/verify/email/' | 'POST /api/users/verify/phone/', channel: Channel, summary: Text) =>
  (accounts: Accounts): Call =>
    call({
      at,
      summary,
      detail: {
        fr: 'Sans code, en envoie un, qui sert pendant dix minutes et cinq essais (202). Avec lui, vérifie (200).',
        en: 'Without a code sends one, good for ten minutes and five tries (202). With it verifies (200).',
      },
      to: 'signed_in',
      key: 'each',
      body: form({ code }),
      answers: { 200: profile, 202: message },
      problems: accountError.named('code.wrong', 'contact.missing', 'contact.verified', 'code.too_many'),
      reply: async ({ ctx, body }) => {
        if (body.code !== null) return asJson(await verify(accounts, ctx, channel, body.code))
        await askForCode(accounts, ctx, channel)
        return said(onItsWay, ctx.language)
      },
    })

export const verifyEmail = verifying('POST /api/users/verify/email/', 'email', {
  fr: 'Vérifier son e-mail',
  en: 'Verify one’s e-mail',
})
export const verifyPhone = verifying('POST /api/users/verify/phone/', 'telephone', {
  fr: 'Vérifier son téléphone',
  en: 'Verify one’s phone',
})

const login = text({
  label: { fr: 'Identifiant', en: 'Login' },
  help: { fr: 'E-mail, téléphone ou nom d’utilisateur', en: 'E-mail, phone or user name' },
  required: true,
  max: 254,
})

const maybeOnItsWay: Text = {
  fr: 'Si un compte a cet identifiant, un code est en route.',
  en: 'If an account has this login, a code is on its way.',
}

export const resetCall = (accounts: Accounts): Call =>
  call({
    at: 'POST /api/users/password/reset/',
    summary: { fr: 'Demander un nouveau mot de passe', en: 'Ask for a new password' },
    detail: {
      fr: 'La réponse est la même, que le compte existe ou non. Le code vient par e-mail ou par téléphone.',
      en: 'The answer is the same whether the account exists or not. The code comes by e-mail or phone.',
    },
    to: 'anyone',
    key: 'each',
    body: form({ login }),
    answers: { 202: message },
    problems: httpError.named('http.too_many'),
    reply: async ({ ctx, body, request }) => {
      await askForReset(accounts, ctx, body.login, originOf(request))
      return said(maybeOnItsWay, ctx.language)
    },
  })

export const resetConfirm = (accounts: Accounts): Call =>
  call({
    at: 'POST /api/users/password/reset/confirm/',
    summary: {
      fr: 'Choisir un nouveau mot de passe, avec le code reçu',
      en: 'Choose a new password, with the code',
    },
    detail: {
      fr: 'Toutes les sessions prennent fin ; connectez-vous ensuite.',
      en: 'Every session ends; sign in afterwards.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      login,
      code: secret({ label: { fr: 'Code', en: 'Code' }, required: true }),
      new_password: secret({ label: { fr: 'Nouveau mot de passe', en: 'New password' }, required: true }),
      new_password_confirm: secret({
        label: { fr: 'Le nouveau, encore une fois', en: 'The new one, once more' },
        required: true,
      }),
    }),
    answers: { 204: null },
    problems: [
      ...accountError.named('code.wrong'),
      ...identityError.named('password.invalid'),
      ...httpError.named('http.too_many'),
    ],
    run: ({ ctx, body, request }) => confirmReset(accounts, ctx, body, originOf(request)),
  })
