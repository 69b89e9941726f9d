import { accessError } from '#engine/access/errors.ts'
import { asJson, type Call, call } from '#engine/rest/call.ts'
import { form, secret } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { entry, sessionKind } from '../entry.ts'
import { identityError } from '../errors.ts'
import { profile } from '../forms.ts'
import { passwordInput, ticketInput, withEither } from './asking.ts'
import { factorError } from './errors.ts'
import type { Factors } from './factors.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { confirmTotp, offerTotp, removeTotp } from './totp-enrolment.ts'

/** What a change of factors refuses with, beside what it says of its own. */
export const changeProblems = [
  ...accessError.named('auth.required'),
  ...identityError.named('session.ended', 'confirm.invalid', 'login.locked'),
  ...factorError.named('factor.sign_in_again'),
]

const offer = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/mfa/totp/',
    summary: { fr: 'Ajouter une application de codes', en: 'Add an application of codes' },
    detail: {
      fr: 'Donne le secret à entrer dans l’application, et l’adresse du QR code. Il ne compte qu’une fois confirmé par un premier code.',
      en: 'Gives the secret to enter into the application, and the address of the QR code. It counts once confirmed by a first code.',
    },
    to: 'anyone',
    key: 'each',
    body: form({ password: passwordInput, ticket: ticketInput }),
    answers: { 200: () => is.object({ secret: is.text, uri: is.address }) },
    problems: changeProblems,
    run: ({ ctx, body: { password, ticket }, request }) =>
      offerTotp(factors, withEither(ctx, request, ticket), password),
  })

const confirm = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/mfa/totp/confirm/',
    summary: { fr: 'Confirmer l’application de codes', en: 'Confirm the application of codes' },
    detail: {
      fr: 'Avec le premier second facteur viennent dix codes de secours, montrés ici seulement. Avec un ticket, la réponse ouvre aussi une session.',
      en: 'With the first second factor come ten recovery codes, shown here alone. With a ticket the answer opens a session, too.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      code: secret({ label: { fr: 'Code', en: 'Code' }, required: true }),
      ticket: ticketInput,
      session: sessionKind,
    }),
    answers: {
      200: (language) =>
        is.object(enrolledAnswer, { token: is.text, device: is.text, user: profile(language) }),
    },
    problems: [...changeProblems, ...factorError.named('factor.not_offered')],
    reply: async ({ ctx, body: { code, ticket, session }, request }) => {
      const asking = withEither(ctx, request, ticket, session)
      const { codes, signedIn } = await confirmTotp(factors, asking, code)
      const more = { recovery_codes: codes }
      return signedIn ? entry(request, asking.from, signedIn, more) : asJson(more)
    },
  })

export const enrolledAnswer = { recovery_codes: is.orNull(is.list(is.text)) }

const remove = (factors: Factors): Call =>
  call({
    at: 'DELETE /api/users/mfa/totp/',
    summary: { fr: 'Retirer l’application de codes', en: 'Remove the application of codes' },
    to: 'signed_in',
    body: form({ password: passwordInput }),
    answers: { 204: null },
    problems: [...changeProblems, ...factorError.named('factor.required', 'factor.unknown')],
    run: ({ ctx, body, request }) => removeTotp(factors, withEither(ctx, request), body.password),
  })

const renew = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/mfa/recovery-codes/',
    summary: { fr: 'Tirer de nouveaux codes de secours', en: 'Make new recovery codes' },
    detail: {
      fr: 'Dix, montrés ici seulement ; les anciens n’ouvrent plus rien.',
      en: 'Ten, shown here alone; the old ones open nothing any more.',
    },
    to: 'signed_in',
    key: 'each',
    body: form({ password: passwordInput }),
    answers: { 200: () => is.object({ recovery_codes: is.list(is.text) }) },
    problems: [...changeProblems, ...factorError.named('factor.none')],
    run: async ({ ctx, body, request }) => ({
      recovery_codes: await renewRecoveryCodes(factors, withEither(ctx, request), body.password),
    }),
  })

export const totpCalls = [offer, confirm, remove, renew]
