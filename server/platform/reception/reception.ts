import type { FastifyRequest } from 'fastify'
import { now } from '#base/clock.ts'
import type { Executor, Stamps } from '#db/executor.ts'
import type { OpenDatabase } from '#db/open.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import type { Listener } from '#engine/changes.ts'
import type { Actor, Context, Site } from '#engine/context.ts'
import type { Reception, Visit } from '#engine/rest/door.ts'
import { httpError } from '#http/errors.ts'
import { languageOf } from '#http/server.ts'
import { identityError } from '../identity/errors.ts'
import type { Identities } from '../identity/identities.ts'
import type { Sites } from '../sites/sites.ts'

export interface ReceptionParts {
  readonly db: OpenDatabase
  readonly sites: Sites
  readonly identities: Identities
  readonly listeners: readonly Listener[]
  catalog(): Catalog
  reloadCatalog(): Promise<Catalog>
}

/** Site from the host, actor from the token, tables from the catalog: out of memory wherever the stamps allow it. */
export function makeReception(parts: ReceptionParts): Reception {
  return {
    receive(request) {
      const site = siteOf(parts.sites, request)
      if (!site) return receiveStranger(parts, request)
      const token = isForStrangers(request) ? null : tokenOf(request)
      if (token === null) return visitOf(parts, request, site, anonymous)
      const known = parts.identities.cached(token, site.id)
      return known ? visitOf(parts, request, site, known) : receiveHolder(parts, request, site, token)
    },
    refresh: (visit, request) => refresh(parts, visit, request),
  }
}

async function receiveHolder(
  parts: ReceptionParts,
  request: FastifyRequest,
  site: Site,
  token: string,
): Promise<Visit> {
  const actor = await parts.identities.actorOf(token, site)
  if (actor.kind === 'anonymous') throw identityError('session.ended')
  return visitOf(parts, request, site, actor)
}

/** The site may have been made a moment ago, through another process. */
async function receiveStranger(parts: ReceptionParts, request: FastifyRequest): Promise<Visit> {
  await parts.sites.reload()
  const site = siteOf(parts.sites, request)
  if (!site) throw unknownSite(request)
  const token = tokenOf(request)
  return token === null
    ? visitOf(parts, request, site, anonymous)
    : receiveHolder(parts, request, site, token)
}

/** Signing in works with an old token still in hand. */
const isForStrangers = (request: FastifyRequest): boolean => request.routeOptions.url === '/api/users/login/'

const anonymous: Actor = { kind: 'anonymous' }

function visitOf(parts: ReceptionParts, request: FastifyRequest, site: Site, actor: Actor): Visit {
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

/** `Authorization: Token …` or `Bearer …`. */
function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header === undefined) return null
  const match = /^(?:token|bearer) +(\S{1,200})$/i.exec(header)
  if (!match) throw httpError('auth.bad_header')
  return match[1]!
}
