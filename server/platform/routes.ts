import type { FastifyRequest } from 'fastify'
import { type Context, inTransaction, type Site } from '#engine/context.ts'
import { read } from '#engine/records/read.ts'
import { type Answer, answering, type Reception } from '#engine/rest/door.ts'
import { once } from '#engine/rest/idempotency.ts'
import { bodyOf } from '#engine/rest/tables.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { addMember, makePerson } from './identity/people.ts'
import { makeSite, type SiteMaking } from './make-site.ts'
import type { Sites } from './sites/sites.ts'

/** What the tables of sites and people leave to functions: making a site, a person, a membership. */
export function siteRoutes(server: Server, reception: Reception, sites: Sites, making: SiteMaking): void {
  const on = (work: (ctx: Context, request: FastifyRequest, outer: Context) => Promise<Answer>) =>
    answering(reception, (ctx, request) => once(ctx, request, (inner) => work(inner, request, ctx)))
  server.post(
    '/api/sites/',
    on(async (ctx, request) => created(await makeSite(making, ctx.actor, bodyOf(request)))),
  )
  // The answer carries a password: no key keeps it.
  server.post('/api/users/', answering(reception, addPerson))
  server.post(
    '/api/memberships/',
    on((ctx, request, { db }) => joinSite({ ...ctx, db }, request, sites)),
  )
}

const created = (value: unknown): Answer => ({
  status: 201,
  json: JSON.stringify(value),
  headers: { 'cache-control': 'no-store' },
})

async function addPerson(ctx: Context, request: FastifyRequest): Promise<Answer> {
  return inTransaction(ctx, async (inner) => {
    const { id, oneTimePassword } = await makePerson(inner, bodyOf(request))
    const person = JSON.parse(await read(inner, ctx.catalog.find(ctx.site.id, 'users')!, id)) as object
    return created({ ...person, ...(oneTimePassword !== null && { one_time_password: oneTimePassword }) })
  })
}

/** At the site that is named, or at the request's. */
async function joinSite(ctx: Context, request: FastifyRequest, sites: Sites): Promise<Answer> {
  const { site, ...member } = bodyOf(request)
  const at = siteNamed(sites, site) ?? ctx.site
  return created({
    ...(await addMember(at.id === ctx.site.id ? ctx : atSite(ctx, at), member)),
    site: at.slug,
  })
}

function siteNamed(sites: Sites, named: unknown): Site | undefined {
  if (named === undefined) return undefined
  const site = typeof named === 'number' ? sites.byId(named) : sites.bySlug(String(named))
  if (!site) throw httpError('site.unknown', { site: String(named).slice(0, 60) })
  return site
}

function atSite(ctx: Context, site: Site): Context {
  if (!ctx.db) throw new Error('another site is reached outside of a transaction only')
  const { db } = ctx
  return {
    ...ctx,
    site,
    db,
    tx: { run: (...statements) => db.transaction(site.id, (tx) => tx.run(...statements)) },
  }
}
