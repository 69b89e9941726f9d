import type { Owner, OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import { accessError } from '#engine/access/errors.ts'
import { type Actor, actorName, type Site } from '#engine/context.ts'
import { callSql } from './identity/ask.ts'
import { checkSite, type SiteInput, siteError } from './sites/site-input.ts'
import { takenNames, writeSite } from './sites/write-site.ts'

/** What begins with a site, by app: each does its part once, and again where a stop cut it short. */
export type OnNewSite = (site: Site) => Promise<void>

export interface SiteMaking {
  readonly owner: Owner
  readonly onNewSite: readonly OnNewSite[]
  /** So that this process knows the site at once. */
  reload(): Promise<void>
}

/** `POST /api/sites/`, for the network owner, who becomes its administrator. */
export async function makeSite(making: SiteMaking, actor: Actor, input: unknown): Promise<Site> {
  if (!mayMake(actor)) throw accessError(actor.kind === 'anonymous' ? 'auth.required' : 'auth.forbidden')
  const wanted = checkSite(input)
  const site = await making.owner.transaction((tx) => insertSite(tx, wanted, actor))
  await making.reload()
  await beginSite(making, site)
  return site
}

const mayMake = (actor: Actor): boolean =>
  actor.kind === 'system' || (actor.kind === 'user' && actor.networkOwner)

export async function beginSite({ onNewSite }: Pick<SiteMaking, 'onNewSite'>, site: Site): Promise<void> {
  for (const begin of onNewSite) await begin(site)
}

async function insertSite(tx: OwnerTx, wanted: SiteInput, actor: Actor): Promise<Site> {
  await tx.run(statement(sql`select pg_advisory_xact_lock(hashtext('sugu.sites'))`))
  const errors = await takenNames(tx, wanted)
  if (Object.keys(errors).length > 0) throw siteError('site.invalid', {}, { errors })
  const site = await writeSite(tx, wanted, actorName(actor))
  if (actor.kind === 'user') {
    await tx.run(
      statement(sql`select set_config('sugu.site', ${site.id}::text, true)`),
      statement(callSql('add_member', actor.id, true, [], actorName(actor))),
    )
  }
  return site
}
