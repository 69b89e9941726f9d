import { type Log, noLog } from '#base/log.ts'
import type { Database } from '#db/executor.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { Actor, Anonymous, Site, User } from '#engine/context.ts'
import { grantsOf } from './permissions.ts'
import { kindOfToken, type TokenKind, tokenHash } from './tokens.ts'

/** Who holds a token. Known in this process as of a stamp, so that a request asks the database nothing more. */
export interface Identities {
  /** As the database says now; anonymous where nobody holds the token (ended, expired, or never given out). */
  actorOf(token: string, site: Site): Promise<Actor>
  /** The same, without being seen: nobody's session lives longer for it. Null where nobody holds the token. */
  look(token: string, site: Site): Promise<{ readonly user: User; readonly seconds: number } | null>
  /** As this process last read it. Whoever uses it compares `stamp` with what the request's batch saw. */
  cached(token: string, siteId: number): User | undefined
  /** Writes down who was seen last. */
  close(): Promise<void>
}

/** Milliseconds on this process's own clock, which no setting of the date moves. */
interface Known {
  readonly user: User
  readonly hash: string
  readonly idle: number
  readonly end: number
  expires: number
  seen: number
}

export const anonymous: Anonymous = { kind: 'anonymous' }

const mostKnown = 50_000
const seenEvery = 60_000

export function identities(db: Database, log: Log = noLog): Identities {
  const known = new Map<string, Known>()
  const sightings = sightingsOf(db, log)

  const see = (entry: Known, now: number): User => {
    if (now - entry.seen >= seenEvery) {
      entry.seen = now
      entry.expires = Math.min(now + entry.idle, entry.end)
      sightings.add(entry.hash)
    }
    return entry.user
  }

  return {
    cached(token, siteId) {
      const entry = known.get(keyOf(tokenHash(token), siteId))
      if (!entry) return undefined
      const now = performance.now()
      return now < entry.expires ? see(entry, now) : undefined
    },
    async actorOf(token, site) {
      const hash = tokenHash(token)
      const entry = await readHolder(db, kindOfToken(token), hash, site.id)
      known.delete(keyOf(hash, site.id))
      if (!entry) return anonymous
      if (known.size >= mostKnown) known.delete(known.keys().next().value!)
      known.set(keyOf(hash, site.id), entry)
      return see(entry, performance.now())
    },
    async look(token, site) {
      const entry = await readHolder(db, kindOfToken(token), tokenHash(token), site.id)
      return entry ? { user: entry.user, seconds: (entry.expires - performance.now()) / 1000 } : null
    },
    close: sightings.write,
  }
}

const keyOf = (hash: string, siteId: number): string => `${siteId}/${hash}`

/** As the site of the batch sees them. */
interface PersonActor {
  readonly id: number
  readonly name: string
  readonly networkOwner: boolean
  readonly admin: boolean
  readonly groups: readonly unknown[] | null
  readonly verified: boolean
  readonly team: readonly number[] | null
  readonly token?: { readonly id: number; readonly rights: unknown }
  readonly seenBy?: number
}

interface SessionActor extends PersonActor {
  readonly idleSeconds: number
  readonly idleLeft: number
  readonly wholeLeft: number
}

const whoHolds: Record<TokenKind, string> = {
  session: 'who_holds',
  api: 'who_holds_api_token',
  seeAs: 'who_is_seen',
}

async function readHolder(
  db: Database,
  kind: TokenKind,
  hash: string,
  siteId: number,
): Promise<Known | undefined> {
  const { answers, stamps } = await db
    .site(siteId)
    .run(statement(sql`select site.${raw(whoHolds[kind])}(${hash}::text)::text`))
  const now = performance.now()
  const json = answers[0]!.rows[0]![0]
  if (json === null || json === undefined) return undefined
  const read = JSON.parse(json) as SessionActor
  const idle = read.idleSeconds * 1000
  return {
    user: userOf(read, stamps.access),
    hash,
    idle,
    end: now + read.wholeLeft * 1000,
    expires: now + Math.min(read.idleLeft, read.wholeLeft) * 1000,
    seen: now - Math.max(idle - read.idleLeft * 1000, 0),
  }
}

/** Somebody as they stand now, for work that goes on after their request. Anonymous where they are gone or shut out. */
export async function actorOfPerson(
  db: Pick<Database, 'site'>,
  person: number,
  siteId: number,
): Promise<Actor> {
  const { answers, stamps } = await db
    .site(siteId)
    .run(statement(sql`select site.who_is(${person}::bigint)::text`))
  const json = answers[0]!.rows[0]![0]
  return json ? userOf(JSON.parse(json) as PersonActor, stamps.access) : anonymous
}

const userOf = (read: PersonActor, stamp: number): User => ({
  kind: 'user',
  id: read.id,
  name: read.name,
  networkOwner: read.networkOwner,
  siteAdmin: read.admin || read.networkOwner,
  grants: read.groups && grantsOf(read.groups),
  verified: read.verified,
  ...(read.team && { team: read.team }),
  ...(read.token && { token: { id: read.token.id, grants: grantsOf([read.token.rights]) } }),
  ...(read.seenBy !== undefined && { seenBy: read.seenBy }),
  stamp,
})

/** Sessions that were used, written together: each at most once a minute. */
function sightingsOf(db: Database, log: Log) {
  let due = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  const write = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    if (due.size === 0) return
    const hashes = [...due]
    due = new Set()
    const touched = ['touch_sessions', 'touch_api_tokens'].map((touch) =>
      statement(sql`select site.${raw(touch)}(${hashes}::text[])`),
    )
    await db
      .site(0)
      .run(...touched)
      .catch((error: unknown) => log.warn('sessions.not_touched', { error }))
  }

  const add = (hash: string): void => {
    due.add(hash)
    timer ??= setTimeout(write, 1000).unref()
  }
  return { add, write }
}
