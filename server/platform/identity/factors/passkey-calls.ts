import { asJson, type Call, call } from '#engine/rest/call.ts'
import { text } from '#model/define-table.ts'
import { form } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { entry, sessionKind } from '../entry.ts'
import { profile } from '../forms.ts'
import { credentialInput, passwordInput, ticketInput, withEither } from './asking.ts'
import { factorError } from './errors.ts'
import type { Factors } from './factors.ts'
import { confirmPasskey, offerPasskey, removePasskey } from './passkey-enrolment.ts'
import { changeProblems, enrolledAnswer } from './totp-calls.ts'

const offer = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/mfa/passkeys/',
    summary: { fr: 'Ajouter une clé d’accès', en: 'Add a passkey' },
    detail: {
      fr: 'Donne ce que le navigateur attend : `PublicKeyCredential.parseCreationOptionsFromJSON()`, puis `navigator.credentials.create()`.',
      en: 'Gives what the browser waits for: `PublicKeyCredential.parseCreationOptionsFromJSON()`, then `navigator.credentials.create()`.',
    },
    to: 'anyone',
    key: 'each',
    body: form({ password: passwordInput, ticket: ticketInput }),
    answers: { 200: () => is.byName(is.anything) },
    problems: [...changeProblems, ...factorError.named('passkey.not_here')],
    run: ({ ctx, body: { password, ticket }, request }) =>
      offerPasskey(factors, withEither(ctx, request, ticket), password),
  })

const confirm = (factors: Factors): Call =>
  call({
    at: 'POST /api/users/mfa/passkeys/confirm/',
    summary: { fr: 'Confirmer la clé d’accès', en: 'Confirm the passkey' },
    detail: {
      fr: 'Avec ce que le navigateur a répondu, par `toJSON()`. Avec le premier second facteur viennent dix codes de secours, montrés ici seulement.',
      en: 'With what the browser answered, by `toJSON()`. With the first second factor come ten recovery codes, shown here alone.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      name: text({
        label: { fr: 'Nom', en: 'Name' },
        help: { fr: 'Pour la reconnaître : « Téléphone d’Awa »', en: 'To know it again: “Awa’s phone”' },
        required: true,
        max: 100,
      }),
      credential: { ...credentialInput, required: true as const },
      ticket: ticketInput,
      session: sessionKind,
    }),
    answers: {
      201: (language) =>
        is.object(
          { id: is.whole, ...enrolledAnswer },
          { token: is.text, device: is.text, user: profile(language) },
        ),
    },
    problems: [...changeProblems, ...factorError.named('passkey.refused', 'passkey.not_here')],
    reply: async ({ ctx, body: { name, credential, ticket, session }, request }) => {
      const asking = withEither(ctx, request, ticket, session)
      const { id, codes, signedIn } = await confirmPasskey(factors, asking, name, credential)
      const more = { id, recovery_codes: codes }
      return signedIn ? { ...entry(request, asking.from, signedIn, more), status: 201 } : asJson(more, 201)
    },
  })

const remove = (factors: Factors): Call =>
  call({
    at: 'DELETE /api/users/mfa/passkeys/{id}/',
    summary: { fr: 'Retirer une clé d’accès', en: 'Remove a passkey' },
    to: 'signed_in',
    body: form({ password: passwordInput }),
    answers: { 204: null },
    problems: [...changeProblems, ...factorError.named('factor.required', 'factor.unknown')],
    run: ({ ctx, params, body, request }) =>
      removePasskey(factors, withEither(ctx, request), params.id, body.password),
  })

export const passkeyCalls = [offer, confirm, remove]
