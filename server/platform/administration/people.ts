import type { FastifyRequest } from 'fastify'
import { actorName, type Context } from '#engine/context.ts'
import { type Call, call, idIn } from '#engine/rest/call.ts'
import { oneOf, type Params, paramsReader, wholeNumber } from '#engine/rest/list-params.ts'
import { is } from '#model/json-schema.ts'
import { ask } from '../identity/ask.ts'
import type { Desk } from '../identity/desk.ts'
import { identityError } from '../identity/errors.ts'
import { triesOf } from '../identity/locked.ts'
import { demandCharge } from '../identity/shut-out.ts'

const states = ['all', 'active', 'ended', 'admin', 'disabled', 'locked'] as const
const size = 50

/** Who is here, how each account stands, and where it is open. */
export const peopleCalls = (desk: Desk): readonly Call[] => [
  people(desk),
  sessionsOf(desk),
  endOne(desk),
  endAll(desk),
]

const standing = is.object({
  network_owner: is.yes,
  disabled: is.yes,
  must_change: is.yes,
  second_factor: is.yes,
  locked: is.yes,
  last_seen_at: is.orNull(is.instant),
})

const membership = is.object({
  id: is.whole,
  version: is.whole,
  groups: is.list(is.whole),
  admin: is.yes,
  ended: is.yes,
})

const person = is.object({
  id: is.whole,
  username: is.text,
  email: is.orNull(is.text),
  first_name: is.orNull(is.text),
  last_name: is.orNull(is.text),
  telephone: is.orNull(is.text),
  est_verifie: is.yes,
  membership,
  standing,
})

const people = (desk: Desk): Call =>
  call({
    at: 'GET /api/administration/people/',
    summary: {
      fr: 'Les personnes du site et l’état de leur compte',
      en: 'The people of the site and how their accounts stand',
    },
    detail: {
      fr: 'Cinquante à la fois, par nom. `search` cherche dans les noms, e-mails et téléphones ; `group` garde un groupe ; `state` garde `active`, `ended`, `admin`, `disabled` ou `locked`.',
      en: 'Fifty at a time, by name. `search` looks in names, e-mails and phones; `group` keeps a group; `state` keeps `active`, `ended`, `admin`, `disabled` or `locked`.',
    },
    to: 'site_admin',
    answers: { 200: () => is.object({ count: is.whole, page_size: is.whole, results: is.list(person) }) },
    run: async ({ ctx, request }) => {
      const { most, lock } = triesOf(desk)
      const found = await ask<object>(ctx.tx, 'people_here', { ...askedIn(request), size }, most, lock)
      return { ...found, page_size: size }
    },
  })

function askedIn(request: FastifyRequest) {
  const names = new Set(['search', 'group', 'state', 'person', 'page'])
  const reader = paramsReader(request.query as Params, names)
  const asked = {
    search: reader.read('search', (text) => ({ value: text.trim().replaceAll('\0', '') || null }), null),
    group: reader.read('group', wholeNumber, null),
    person: reader.read('person', wholeNumber, null),
    state: reader.read('state', oneOf(states), 'all'),
    page: reader.read('page', wholeNumber, 1),
  }
  reader.demandNoProblems()
  return asked
}

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

const unknownPerson = identityError.named('person.unknown_id')

const sessionsOf = (desk: Desk): Call =>
  call({
    at: 'GET /api/users/{id}/sessions/',
    summary: { fr: 'Où le compte de quelqu’un est ouvert', en: 'Where somebody’s account is open' },
    to: 'site_admin',
    answers: { 200: () => is.object({ results: is.list(session) }) },
    problems: unknownPerson,
    run: async ({ ctx, params }) => {
      await demandCharge(ctx, params.id)
      return { results: await ask<object>(desk.db.site(0), 'my_sessions', params.id, '') }
    },
  })

const endOne = (desk: Desk): Call =>
  call({
    at: 'DELETE /api/users/{id}/sessions/{session}/',
    summary: { fr: 'Fermer une session de quelqu’un', en: 'End a session of somebody' },
    to: 'site_admin',
    answers: { 204: null },
    problems: [...unknownPerson, ...identityError.named('session.unknown')],
    run: async ({ ctx, params }) => {
      const ended = await end(desk, ctx, params.id, idIn(params.session))
      if (ended === null) throw identityError('session.unknown')
    },
  })

const endAll = (desk: Desk): Call =>
  call({
    at: 'DELETE /api/users/{id}/sessions/',
    summary: { fr: 'Fermer toutes les sessions de quelqu’un', en: 'End every session of somebody' },
    to: 'site_admin',
    answers: { 204: null },
    problems: unknownPerson,
    run: async ({ ctx, params }) => {
      await end(desk, ctx, params.id, null)
    },
  })

async function end(desk: Desk, ctx: Context, person: number, session: number | null): Promise<object | null> {
  await demandCharge(ctx, person)
  return ask<object>(desk.db.site(ctx.site.id), 'end_sessions_of', person, session, actorName(ctx.actor))
}
