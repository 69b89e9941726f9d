import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { httpError } from '#http/errors.ts'
import { tokenOf } from '#http/token.ts'
import { integer } from '#model/define-table.ts'
import { form, secret } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { ask } from './ask.ts'
import type { Desk } from './desk.ts'
import { entered, entering, entry, sessionKind } from './entry.ts'
import { identityError } from './errors.ts'
import { heldToken, originOf } from './origin.ts'
import { peopleOnDevice, removePin, setPin, signInByPin } from './pin.ts'
import { tokenHash } from './tokens.ts'

const listSessions = (desk: Desk): Call =>
  call({
    at: 'GET /api/users/me/sessions/',
    summary: { fr: 'Mes sessions', en: 'My sessions' },
    detail: {
      fr: 'Les appareils où le compte est ouvert ; `current` est celui qui demande.',
      en: 'The devices on which the account is open; `current` is the one that asks.',
    },
    to: 'signed_in',
    answers: { 200: () => is.object({ results: is.list(session) }) },
    run: async ({ ctx, request }) => ({
      results: await ask<object>(
        desk.db.site(0),
        'my_sessions',
        personIn(ctx),
        tokenHash(heldToken(request)),
      ),
    }),
  })

const session = is.object({
  id: is.whole,
  created_at: is.instant,
  last_seen_at: is.instant,
  expires_at: is.instant,
  address: is.orNull(is.text),
  user_agent: is.orNull(is.text),
  device: is.orNull(is.whole),
  current: is.yes,
})

const endSession = (desk: Desk): Call =>
  call({
    at: 'DELETE /api/users/me/sessions/{id}/',
    summary: { fr: 'Fermer une de mes sessions', en: 'End one of my sessions' },
    to: 'signed_in',
    answers: { 204: null },
    problems: identityError.named('session.unknown'),
    run: async ({ ctx, params }) => {
      const ended = await ask<object>(desk.db.site(ctx.site.id), 'end_my_session', personIn(ctx), params.id)
      if (!ended) throw identityError('session.unknown')
    },
  })

const devicePeople = (desk: Desk): Call =>
  call({
    at: 'GET /api/users/login/pin/',
    summary: { fr: 'Qui peut entrer ici par code PIN', en: 'Who may come in here by PIN' },
    detail: {
      fr: 'Sur l’appareil que dit `X-Device` ou son cookie ; nulle part ailleurs.',
      en: 'On the device that `X-Device` or its cookie names; nowhere else.',
    },
    to: 'anyone',
    answers: { 200: () => is.object({ results: is.list(onDevice) }) },
    run: async ({ request }) => ({ results: await peopleOnDevice(desk, originOf(request)) }),
  })

const onDevice = is.object({
  id: is.whole,
  username: is.text,
  first_name: is.orNull(is.text),
  last_name: is.orNull(is.text),
})

const loginByPin = (desk: Desk): Call =>
  call({
    at: 'POST /api/users/login/pin/',
    summary: { fr: 'Changer de personne par code PIN', en: 'Switch to somebody by PIN' },
    detail: {
      fr: 'Sur un appareil où la personne s’est déjà connectée par mot de passe, et jusqu’à la fin de cette journée-là. La session de qui l’employait avant prend fin. Cinq erreurs retirent le code.',
      en: 'On a device where the person has signed in by password, and until that day ends. The session of whoever used it before is over. Five mistakes take the PIN away.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      user: integer({ label: { fr: 'Personne', en: 'Person' }, required: true, min: 1 }),
      pin: secret({ label: { fr: 'Code PIN', en: 'PIN' }, required: true }),
      session: sessionKind,
    }),
    answers: { 200: entered },
    problems: [
      ...identityError.named('pin.wrong', 'pin.no_device', 'password.stale_pin'),
      ...httpError.named('http.too_many', 'csrf.origin'),
    ],
    reply: async ({ ctx, body: { session: kind, ...given }, request }) => {
      const from = entering(request, kind)
      const place = { desk, from, site: ctx.site.id }
      return entry(request, from, await signInByPin(place, given, tokenOf(request)))
    },
  })

const definePin = (desk: Desk): Call =>
  call({
    at: 'PUT /api/users/me/pin/',
    summary: { fr: 'Choisir mon code PIN sur cet appareil', en: 'Choose my PIN on this device' },
    to: 'signed_in',
    body: form({
      pin: secret({ label: { fr: 'Code PIN', en: 'PIN' }, required: true }),
      password: secret({ label: { fr: 'Mot de passe', en: 'Password' }, required: true }),
    }),
    answers: { 204: null },
    problems: identityError.named('confirm.invalid', 'pin.no_device', 'login.locked'),
    run: ({ ctx, body, request }) => setPin(at(desk, ctx, originOf(request)), personIn(ctx), body),
  })

const dropPin = (desk: Desk): Call =>
  call({
    at: 'DELETE /api/users/me/pin/',
    summary: { fr: 'Retirer mon code PIN de cet appareil', en: 'Take my PIN off this device' },
    to: 'signed_in',
    answers: { 204: null },
    problems: identityError.named('pin.no_device'),
    run: ({ ctx, request }) => removePin(at(desk, ctx, originOf(request)), personIn(ctx)),
  })

const at = (desk: Desk, ctx: Context, from: ReturnType<typeof originOf>) => ({
  desk,
  from,
  site: ctx.site.id,
})

function personIn({ actor }: Context): number {
  if (actor.kind !== 'user') throw accessError('auth.required')
  return actor.id
}

/** Where an account is open, and how people take turns on one device. */
export const deviceCalls = [listSessions, endSession, devicePeople, loginByPin, definePin, dropPin]
