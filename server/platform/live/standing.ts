import { now } from '#base/clock.ts'
import type { Stamps } from '#db/executor.ts'
import type { Catalog } from '#engine/catalog/catalog.ts'
import type { Site, User } from '#engine/context.ts'
import type { Identities } from '../identity/identities.ts'
import type { Seat } from './seat.ts'

/** What tells who those that listen are by now. */
export interface Standing {
  readonly identities: Pick<Identities, 'look'>
  catalog(): Catalog
  reloadCatalog(): Promise<Catalog>
  site(id: number): Site | undefined
}

interface Known {
  stamps: Stamps
}

/** Seconds after which a session is looked at again though nothing moved: it may have run out. */
const lookEvery = 60

/** Before anything is told: definitions and rights as they stand, and those sent away who have none any more. */
export async function standAgain(
  parts: Standing,
  known: Known,
  seats: ReadonlySet<Seat>,
  stamps: Stamps,
): Promise<void> {
  if (stamps.catalog !== known.stamps.catalog) await structureMoved(parts, seats)
  const moved = stamps.access !== known.stamps.access
  const due = [...seats].filter((seat) => moved || performance.now() > seat.lookAgainAt)
  for (let i = 0; i < due.length; i += 8)
    await Promise.all(due.slice(i, i + 8).map((seat) => lookAgain(parts, seat)))
  known.stamps = stamps
}

async function structureMoved(parts: Standing, seats: ReadonlySet<Seat>): Promise<void> {
  const catalog = await parts.reloadCatalog()
  for (const seat of seats) {
    seat.ctx = { ...seat.ctx, catalog }
    seat.tell({ event: 'structure', data: {} })
  }
}

async function lookAgain({ identities, site }: Standing, seat: Seat): Promise<void> {
  const { ctx } = seat
  const at = site(ctx.site.id) ?? ctx.site
  const found = await identities.look(seat.token, at)
  if (!found || ctx.actor.kind !== 'user' || found.user.id !== ctx.actor.id) return seat.end('session')
  const changed = rightsOf(found.user) !== rightsOf(ctx.actor)
  seat.ctx = {
    ...ctx,
    site: at,
    now: now(),
    actor: changed ? found.user : { ...ctx.actor, stamp: found.user.stamp },
  }
  seat.lookAgainAt = performance.now() + Math.min(found.seconds, lookEvery) * 1000
  if (changed) seat.tell({ event: 'rights', data: {} })
}

const rightsOf = ({ stamp: _stamp, ...rest }: User): string => JSON.stringify(rest)
