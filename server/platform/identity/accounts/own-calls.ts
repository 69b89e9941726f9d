import { type Call, call } from '#engine/rest/call.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import { form, freeForm, secret } from '#model/form.ts'
import { entering, entry, leaving } from '../entry.ts'
import { identityError } from '../errors.ts'
import { factorError } from '../factors/errors.ts'
import { profile, signedIn } from '../forms.ts'
import { heldToken, originOf } from '../sessions.ts'
import type { Accounts } from './accounts.ts'
import { eraseMe } from './erase.ts'
import { accountError } from './errors.ts'
import { myData } from './my-data.ts'
import { changeProfile, profileForm } from './profile.ts'
import { type Registration, register, registrationForm } from './register.ts'

export const accountGroup: Group = { name: { fr: 'Comptes', en: 'Accounts' } }

export const registerCall = (accounts: Accounts): Call =>
  call({
    at: 'POST /api/users/register/',
    summary: { fr: 'S’inscrire', en: 'Register' },
    detail: {
      fr: 'Un e-mail ou un téléphone est obligatoire ; un code part aussitôt pour le vérifier.',
      en: 'An e-mail or a phone is obligatory; a code leaves at once to verify it.',
    },
    to: 'anyone',
    key: 'each',
    body: registrationForm,
    answers: { 201: signedIn },
    problems: [
      ...accountError.named('registration.closed', 'registration.invalid'),
      ...identityError.named('person.invalid'),
      ...httpError.named('http.too_many', 'csrf.origin'),
    ],
    reply: async ({ ctx, body: { session, ...wanted }, request }) => {
      const from = entering(request, session)
      return {
        ...entry(request, from, await register(accounts, ctx, wanted as Registration, from)),
        status: 201,
      }
    },
  })

export const changeMe = (accounts: Accounts): Call =>
  call({
    at: 'PATCH /api/users/me/',
    summary: { fr: 'Modifier mon profil et mes préférences', en: 'Change my profile and preferences' },
    detail: {
      fr: 'Ce qui n’a pas changé peut être renvoyé tel quel. Un nouvel e-mail ou téléphone reçoit un code, et l’ancien un message.',
      en: 'What has not changed may be sent back as it was. A new e-mail or phone gets a code, the former one a message.',
    },
    to: 'signed_in',
    body: freeForm((language) => profileForm.schema(language)),
    answers: { 200: profile },
    problems: [
      ...accountError.named('profile.invalid'),
      ...identityError.named('person.invalid', 'confirm.invalid', 'login.locked'),
      ...factorError.named('factor.sign_in_again'),
    ],
    run: ({ ctx, body, request }) =>
      changeProfile(accounts, ctx, body, heldToken(request), originOf(request)),
  })

export const exportMe = call({
  at: 'GET /api/users/me/export/',
  summary: { fr: 'Toutes mes données, en une archive', en: 'All my data, as one archive' },
  to: 'signed_in',
  answers: { 200: { media: ['application/zip'] } },
  reply: ({ ctx, request }) => myData(ctx, originOf(request)),
})

export const eraseAccount = (accounts: Accounts): Call =>
  call({
    at: 'DELETE /api/users/me/',
    summary: { fr: 'Effacer mon compte', en: 'Erase my account' },
    detail: {
      fr: 'Avec le mot de passe, ou, pour qui n’en a pas, dans les dix minutes de la connexion. Ce que d’autres ont besoin de garder reste, sans votre nom ; le reste disparaît pour toujours.',
      en: 'With the password, or, for those who have none, within ten minutes of signing in. What others need to keep stays, without your name; the rest is gone for ever.',
    },
    to: 'signed_in',
    body: form({ password: secret({ label: { fr: 'Mot de passe', en: 'Password' } }) }),
    answers: { 204: null },
    problems: [
      ...accountError.named('person.last_owner'),
      ...identityError.named('confirm.invalid', 'login.locked'),
      ...factorError.named('factor.sign_in_again'),
    ],
    reply: async ({ ctx, body, request }) => {
      await eraseMe(accounts, ctx, { ...body, token: heldToken(request) }, originOf(request))
      return leaving(request)
    },
  })
