import type { FastifyRequest } from 'fastify'
import { now } from '#base/clock.ts'
import type { Executor, Stamps } from '#db/executor.ts'
import type { OpenDatabase } from '#db/open.ts'
import { accessError } from '#engine/access/errors.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import type { Listener } from '#engine/changes.ts'
import type { Actor, Context, Site } from '#engine/context.ts'
import type { Reception, Visit } from '#engine/rest/door.ts'
import { httpError } from '#http/errors.ts'
import { languageOf } from '#http/server.ts'
import { tokenOf } from '#http/token.ts'
import { identityError } from '../identity/errors.ts'
import type { Identities } from '../identity/identities.ts'
import type { Sites } from '../sites/sites.ts'
import type { RequestBudgets } from './request-budgets.ts'

export interface ReceptionParts {
  readonly db: OpenDatabase
  readonly sites: Sites
  readonly identities: Identities
  readonly listeners: readonly Listener[]
  /** How often one may ask; absent: as often as one likes. */
  readonly budgets?: RequestBudgets | undefined
  catalog(): Catalog
  reloadCatalog(): Promise<Catalog>
}

/** Site from the host, actor from the token, tables from the catalog: out of memory wherever the stamps allow it. */
export function makeReception(parts: ReceptionParts): Reception {
  const { budgets } = parts
  return {
    receive: (request) => (budgets ? receiveWithin(budgets, parts, request) : receive(parts, request)),
    refresh: (visit, request) => refresh(parts, visit, request),
  }
}

function receive(parts: ReceptionParts, request: FastifyRequest): Visit | Promise<Visit> {
  const site = siteOf(parts.sites, request)
  if (!site) return receiveStranger(parts, request)
  const token = isForStrangers(request) ? null : tokenOf(request)
  if (token === null) return visitOf(parts, request, site, anonymous)
  const known = parts.identities.cached(token, site.id)
  return known ? visitOf(parts, request, site, known) : receiveHolder(parts, request, site, token)
}

async function receiveWithin(
  budgets: RequestBudgets,
  parts: ReceptionParts,
  request: FastifyRequest,
): Promise<Visit> {
  await budgets.ofAddress(request)
  const visit = await receive(parts, request)
  await budgets.ofPerson(request, visit.ctx.actor)
  return visit
}

async function receiveHolder(
  parts: ReceptionParts,
  request: FastifyRequest,
  site: Site,
  token: string,
): Promise<Visit> {
  const actor = await parts.identities.actorOf(token, site)
  if (actor.kind === 'anonymous' && !isByCookie(request)) throw identityError('session.ended')
  return visitOf(parts, request, site, actor)
}

/** A browser goes on sending the cookie of a session that has ended: what is for everybody is still for them. */
const isByCookie = ({ headers }: FastifyRequest): boolean => headers.authorization === undefined

/** The site may have been made a moment ago, through another process. */
async function receiveStranger(parts: ReceptionParts, request: FastifyRequest): Promise<Visit> {
  await parts.sites.reload()
  const site = siteOf(parts.sites, request)
  if (!site) throw unknownSite(request)
  const token = isForStrangers(request) ? null : tokenOf(request)
  return token === null
    ? visitOf(parts, request, site, anonymous)
    : receiveHolder(parts, request, site, token)
}

/** Coming in works with an old token still in hand. */
const isForStrangers = ({ method, routeOptions: { url = '' } }: FastifyRequest): boolean =>
  /^\/api\/users\/(login|register|password\/reset|oauth\/:provider\/callback)\//.test(url) ||
  (url === '/api/users/oauth/:provider/' && method === 'GET')

const anonymous: Actor = { kind: 'anonymous' }

/** Who sees as somebody else does nothing in their name; they may only stop seeing so. */
function demandReading({ method, routeOptions }: FastifyRequest, actor: Actor): void {
  if (actor.kind !== 'user' || actor.seenBy === undefined || method === 'GET' || method === 'HEAD') return
  if (routeOptions.url !== '/api/see-as/') throw accessError('auth.see_only')
}

function visitOf(parts: ReceptionParts, request: FastifyRequest, site: Site, actor: Actor): Visit {
  demandReading(request, actor)
  const { db, listeners } = parts
  const watch = watched(db.site(site.id))
  const ctx: Context = {
    actor,
    site,
    now: now(),
    tx: watch.executor,
    db,
    language: languageOf(request),
    catalog: parts.catalog(),
    listeners,
  }
  return { ctx, seen: watch.seen }
}

/** Remembers the stamps of the last batch. */
function watched(executor: Executor): { executor: Executor; seen(): Stamps | null } {
  let stamps: Stamps | null = null
  const run: Executor['run'] = async (...statements) => {
    const reply = await executor.run(...statements)
    stamps = reply.stamps
    return reply
  }
  return { executor: { run }, seen: () => stamps }
}

/** Reads again what has moved since the visit was made; true where anything had. */
async function refresh(
  parts: ReceptionParts,
  { ctx, seen }: Visit,
  request: FastifyRequest,
): Promise<boolean> {
  const stamps = seen() ?? (await ctx.tx.run()).stamps
  const catalogMoved = stamps.catalog !== ctx.catalog.stamp
  if (catalogMoved && parts.catalog().stamp < stamps.catalog) await parts.reloadCatalog()
  const token = tokenOf(request)
  const accessMoved = ctx.actor.kind === 'user' && ctx.actor.stamp !== stamps.access
  if (accessMoved && token !== null) await parts.identities.actorOf(token, ctx.site)
  if (stamps.access !== parts.sites.stamp()) await parts.sites.reload()
  return catalogMoved || accessMoved
}

/** By host name; `X-Site` chooses another where one host serves several. */
function siteOf(sites: Sites, request: FastifyRequest): Site | undefined {
  const site = sites.byHost(hostOf(request))
  const wanted = request.headers['x-site']
  return site && wanted !== undefined ? sites.bySlug(String(wanted)) : site
}

function unknownSite(request: FastifyRequest): Error {
  const wanted = request.headers['x-site']
  return wanted === undefined
    ? httpError('host.unknown', { host: hostOf(request).slice(0, 100) })
    : httpError('site.unknown', { site: String(wanted).slice(0, 60) })
}

const hostOf = (request: FastifyRequest): string => request.hostname.toLowerCase()
