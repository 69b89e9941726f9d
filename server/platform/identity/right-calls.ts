import type { FastifyRequest } from 'fastify'
import { accessError } from '#engine/access/errors.ts'
import { call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { tokenOf } from '#http/token.ts'
import { date, integer, text } from '#model/define-table.ts'
import { form, type Input } from '#model/form.ts'
import { isObject, type JsonObject } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import { inLanguage } from '#model/language.ts'
import { problemsOf } from '#model/problem.ts'
import { readyRules } from '#model/ready-rules.ts'
import { apiTokens, endApiToken, makeApiToken } from './api-tokens.ts'
import { identityError } from './errors.ts'
import { beginSeeAs, endSeeAs } from './see-as.ts'

/** Rights beside groups: tokens of programs, an administrator's look through another's eyes, ready-made rules. */
export const rightRoutes = (server: Server, reception: Reception): void =>
  mountCalls(server, reception, rights, [listTokens, makeToken, endToken, seeAs, stopSeeing, rules])

const rights: Group = { name: { fr: 'Droits', en: 'Rights' } }

const problem = problemsOf({
  'token.rights': {
    fr: 'Les droits s’écrivent comme ceux d’un groupe, par exemple : {"projet": {"read": true}}.',
    en: 'Rights are written like a group’s, for example: {"projet": {"read": true}}.',
  },
})

const rightsGiven = {
  label: { fr: 'Droits', en: 'Rights' },
  help: {
    fr: 'Comme ceux d’un groupe : {"projet": {"read": true}}. Jamais plus que les vôtres.',
    en: 'Like a group’s: {"projet": {"read": true}}. Never more than your own.',
  },
  required: true,
  schema: { type: 'object' },
  parse: (input) => (isObject(input) ? { value: input } : { problem: problem('token.rights') }),
} as const satisfies Input<JsonObject>

const tokenAnswer = is.object({
  id: is.whole,
  user: is.whole,
  name: is.text,
  rights: { type: 'object' },
  created_at: is.instant,
  expires_at: is.instant,
  last_used_at: is.orNull(is.instant),
})

const listTokens = call({
  at: 'GET /api/tokens/',
  summary: { fr: 'Jetons d’API', en: 'API tokens' },
  detail: {
    fr: 'Les vôtres sur ce site ; tous, pour qui l’administre.',
    en: 'Yours at this site; all of them, for those who administer it.',
  },
  to: 'signed_in',
  answers: { 200: () => is.object({ results: is.list(tokenAnswer) }) },
  run: async ({ ctx }) => ({ results: await apiTokens(ctx) }),
})

const makeToken = call({
  at: 'POST /api/tokens/',
  summary: { fr: 'Créer un jeton d’API', en: 'Make an API token' },
  detail: {
    fr: 'Pour un programme qui agit en votre nom, sur ce site, sur les tables que vous dites. Il n’est montré qu’ici, et prend fin si vous changez de mot de passe.',
    en: 'For a program that acts in your name, at this site, on the tables that you say. It is shown here alone, and ends if you change your password.',
  },
  to: 'signed_in',
  key: 'each',
  body: form({
    name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, max: 100 }),
    rights: rightsGiven,
    expires: date({ label: { fr: 'Dernier jour', en: 'Last day' }, required: true }),
  }),
  answers: { 201: () => is.object({ id: is.whole, token: is.text }) },
  problems: identityError.named('token.invalid', 'token.too_many'),
  run: ({ ctx, body }) => makeApiToken(ctx, body),
})

const endToken = call({
  at: 'DELETE /api/tokens/{id}/',
  summary: { fr: 'Révoquer un jeton d’API', en: 'Revoke an API token' },
  to: 'signed_in',
  answers: { 204: null },
  problems: identityError.named('token.not_found'),
  run: ({ ctx, params }) => endApiToken(ctx, params.id),
})

const seeAs = call({
  at: 'POST /api/see-as/',
  summary: { fr: 'Voir comme un membre du site', en: 'See as a member of the site' },
  detail: {
    fr: 'Pour comprendre ce que quelqu’un décrit : le jeton lit ce que cette personne peut lire ici, pendant une demi-heure, et ne modifie rien. C’est consigné.',
    en: 'To understand what somebody tells of: the token reads what that person may read here, for half an hour, and changes nothing. It is recorded.',
  },
  to: 'site_admin',
  key: 'each',
  body: form({ user: integer({ label: { fr: 'Utilisateur', en: 'User' }, required: true, min: 1 }) }),
  answers: { 201: () => is.object({ token: is.text, name: is.text, ends: is.instant }) },
  problems: identityError.named('see_as.nobody'),
  run: ({ ctx, body, request }) => beginSeeAs(ctx, body.user, heldToken(request), request.ip),
})

const stopSeeing = call({
  at: 'DELETE /api/see-as/',
  summary: { fr: 'Ne plus voir comme un autre', en: 'Stop seeing as another' },
  to: 'signed_in',
  byToken: true,
  answers: { 204: null },
  problems: identityError.named('see_as.not_seeing'),
  run: ({ ctx, request }) => endSeeAs(ctx, heldToken(request), request.ip),
})

const rules = call({
  at: 'GET /api/meta/rules/',
  summary: { fr: 'Règles prêtes à l’emploi', en: 'Ready-made rules' },
  detail: {
    fr: 'Leur nom tient lieu de droits, dans un groupe ({"projet": "owner_or_read_only"}) comme dans le « allow » d’une table.',
    en: 'Their names stand for rights, in a group ({"projet": "owner_or_read_only"}) and in a table’s “allow”.',
  },
  to: 'member',
  byToken: true,
  answers: {
    200: () =>
      is.object({
        results: is.list(is.object({ name: is.text, label: is.text, gives: { type: 'object' } })),
      }),
  },
  run: ({ ctx }) => ({
    results: Object.entries(readyRules).map(([name, { label, gives }]) => ({
      name,
      label: inLanguage(label, ctx.language),
      gives,
    })),
  }),
})

function heldToken(request: FastifyRequest): string {
  const token = tokenOf(request)
  if (token === null) throw accessError('auth.required')
  return token
}
