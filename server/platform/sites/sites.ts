import type { Config } from '#base/config.ts'
import type { Database } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Site } from '#engine/context.ts'
import type { Language } from '#model/language.ts'
import { isAllowed, plainHost } from './hosts.ts'

/** The site of those who ask by a name that is the installation's own: this machine, its public address. */
export const defaultSlug = 'default'

/** All sites, as this process last read them. */
export interface Sites {
  byHost(host: string): Site | undefined
  bySlug(slug: string): Site | undefined
  byId(id: number): Site | undefined
  all(): readonly Site[]
  /** The access stamp that they were read at: when it moves, they may have. 0: not yet read. */
  stamp(): number
  /** Reads them again; what it tells is no older than the call. */
  reload(): Promise<void>
}

export function sites(db: Database, { allowedHosts }: Pick<Config, 'allowedHosts'>): Sites {
  let read: Read = { sites: [], byHost: new Map(), bySlug: new Map(), byId: new Map(), stamp: 0 }
  const reload = inRounds(async () => {
    read = await readSites(db)
  })
  return {
    byHost(host) {
      const name = plainHost(host)
      return (
        read.byHost.get(name) ?? (isAllowed(name, allowedHosts) ? read.bySlug.get(defaultSlug) : undefined)
      )
    },
    bySlug: (slug) => read.bySlug.get(slug),
    byId: (id) => read.byId.get(id),
    all: () => read.sites,
    stamp: () => read.stamp,
    reload,
  }
}

interface Read {
  readonly sites: readonly Site[]
  readonly byHost: ReadonlyMap<string, Site>
  readonly bySlug: ReadonlyMap<string, Site>
  readonly byId: ReadonlyMap<number, Site>
  readonly stamp: number
}

interface Listed {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly hosts: readonly string[] | null
  readonly country: string
  readonly currency: string
  readonly language: string
  readonly time_zone: string
}

async function readSites(db: Database): Promise<Read> {
  const { answers, stamps } = await db
    .site(0)
    .run(statement(sql`select coalesce(json_agg(d order by d.id), '[]')::text from site.directory() d`))
  const listed = JSON.parse(answers[0]!.rows[0]![0]!) as Listed[]
  const made = listed.map((one) => [siteOf(one), one.hosts ?? []] as const)
  return {
    sites: made.map(([site]) => site),
    byHost: new Map(made.flatMap(([site, hosts]) => hosts.map((host) => [host, site] as const))),
    bySlug: new Map(made.map(([site]) => [site.slug, site])),
    byId: new Map(made.map(([site]) => [site.id, site])),
    stamp: stamps.access,
  }
}

export const siteOf = ({
  id,
  slug,
  name,
  country,
  currency,
  language,
  time_zone,
}: Omit<Listed, 'hosts'>): Site => ({
  id,
  slug,
  name,
  country,
  currency,
  language: language as Language,
  timeZone: time_zone,
})

/** One round at a time; whoever comes during a round gets the next, which begins after their call. */
function inRounds(round: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    running = round().finally(() => {
      running = undefined
    })
    return running
  }
  return () => {
    if (!running) return start()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}
