import type { FastifyRequest } from 'fastify'
import type { Database } from '#db/executor.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import { paramProblem, restError } from '#engine/rest/errors.ts'
import { instant, type Params, paramsReader, wholeNumber } from '#engine/rest/list-params.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { is } from '#model/json-schema.ts'
import { attempts, events, type Page, type Place, writes } from './read.ts'

/** What is kept of who did what. Nobody writes here. */
export const auditRoutes = (server: Server, reception: Reception, db: Pick<Database, 'network'>): void =>
  mountCalls(server, reception, group, [readAudit(db), readAttempts(db)])

const group: Group = { name: { fr: 'Journal des accès', en: 'Log of accesses' } }

const pageOf = (line: Parameters<typeof is.list>[0]) => () =>
  is.object({ results: is.list(line), before: is.orNull(is.text) })

const readAudit = (db: Pick<Database, 'network'>): Call =>
  call({
    at: 'GET /api/audit/',
    summary: { fr: 'Qui a fait quoi', en: 'Who did what' },
    detail: {
      fr: 'Connexions, changements de droits, exports… les derniers d’abord, cent à la fois. `kind` n’en garde qu’une sorte ; `table` montre à la place qui a écrit quelles lignes d’une table ; `before`, pris dans la réponse, donne la page suivante. Le propriétaire du réseau voit tous les sites.',
      en: 'Sign-ins, changes of rights, exports… the latest first, a hundred at a time. `kind` keeps one sort (`sign_in` keeps `sign_in.locked` too); `actor`, what a person did, by their number; `about`, what concerns `user:12`; `from` and `until`, a time; `table` shows who wrote which rows of a table instead; `before`, taken from the answer, gives the next page. The owner of the network sees all sites.',
    },
    to: 'site_admin',
    answers: {
      200: pageOf(
        is.object({
          id: is.whole,
          at: is.instant,
          site: is.whole,
          kind: is.text,
          actor: is.text,
          about: is.orNull(is.text),
          address: is.orNull(is.text),
          details: { type: 'object' },
        }),
      ),
    },
    problems: restError.named('table.not_found'),
    run: ({ ctx, request }) => auditPage(ctx, db, request),
  })

function auditPage(ctx: Context, db: Pick<Database, 'network'>, request: FastifyRequest): Promise<Page> {
  const names = new Set(['kind', 'table', 'actor', 'about', 'from', 'until', 'before'])
  const reader = paramsReader(request.query as Params, names)
  const slug = reader.read('table', anyText, null)
  const asked = {
    kind: reader.read('kind', anyText, null),
    actor: reader.read('actor', wholeNumber, null),
    about: reader.read('about', anyText, null),
    ...spanIn(reader),
  }
  reader.demandNoProblems()
  if (slug === null) {
    const isOwner = ctx.actor.kind === 'user' && ctx.actor.networkOwner
    return isOwner ? events(db.network, 'network', asked) : events(ctx.tx, 'site', asked)
  }
  const table = ctx.catalog.find(ctx.site.id, slug)
  if (!table) throw restError('table.not_found', { table: slug.slice(0, 60) })
  return writes(ctx.tx, ctx.site.id, table, asked)
}

const spanIn = (reader: ReturnType<typeof paramsReader>) => ({
  from: reader.read('from', instant, null),
  until: reader.read('until', instant, null),
  place: reader.read('before', placeIn, null),
})

const readAttempts = (db: Pick<Database, 'network'>): Call =>
  call({
    at: 'GET /api/login-attempts/',
    summary: { fr: 'Qui a essayé de se connecter', en: 'Who tried to sign in' },
    detail: {
      fr: 'Les essais des trente derniers jours, les derniers d’abord, cent à la fois ; `before` donne la page suivante.',
      en: 'The tries of the last thirty days, the latest first, a hundred at a time; `before` gives the next page.',
    },
    to: 'network_owner',
    answers: {
      200: pageOf(
        is.object({
          id: is.whole,
          at: is.instant,
          login: is.text,
          address: is.text,
          user_agent: is.orNull(is.text),
          user: is.orNull(is.whole),
          outcome: is.text,
        }),
      ),
    },
    run: ({ request }) => {
      const names = new Set(['login', 'address', 'outcome', 'from', 'until', 'before'])
      const reader = paramsReader(request.query as Params, names)
      const asked = {
        login: reader.read('login', anyText, null),
        address: reader.read('address', anyText, null),
        outcome: reader.read('outcome', anyText, null),
        ...spanIn(reader),
      }
      reader.demandNoProblems()
      return attempts(db.network, asked)
    },
  })

const anyText = (text: string) => ({ value: text.replaceAll('\0', '') })

/** `2026-11-21T08:00:00.123456+00:00,812`, as a page gave it; the sign of an unescaped `+` may have become a space. */
function placeIn(text: string): { value: Place } | { problem: ReturnType<typeof paramProblem> } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[ +-]\d\d:\d\d)),(\d{1,18})$/.exec(text) ?? []
  return at && Number.isFinite(Date.parse(at.replace(' ', '+')))
    ? { value: { at: at.replace(' ', '+'), id: Number(id) } }
    : { problem: paramProblem('param.instant') }
}
