import { AppError } from '#base/errors.ts'
import { type Log, noLog } from '#base/log.ts'
import type { Owner, OwnerTx } from '#db/owner.ts'
import type { Locale } from '#model/language.ts'
import type { Table, TableDraft } from '#model/table.ts'
import { syncAllComputed } from '../computed/sync.ts'
import { changeUnasked } from './change-unasked.ts'
import { createTables, type Made, numbered } from './make-table.ts'
import { makeWay } from './make-way.ts'
import { matchFields } from './match-fields.ts'
import { type Entry, nextTableId, readEntries } from './registry.ts'
import { command } from './scan.ts'
import type { Target } from './stored.ts'

export interface SyncOptions {
  /** What a site sees of a table of the network, by slug: the `where` of its view. Absent: all rows. */
  readonly walls?: Readonly<Record<string, string>>
  readonly log?: Log
  /** Values that a changed type cannot read are emptied (and kept aside); otherwise the start stops there. */
  readonly acceptLoss?: boolean
  /** How values were written, where a type changes. */
  readonly locale?: Locale
}

/** A sync at work: `session` holds its lock, and runs what needs no connection of its own. */
export interface Syncing extends Required<SyncOptions> {
  readonly owner: Owner
  readonly session: OwnerTx
}

/** As in Abidjan, when nobody says. */
const usualLocale: Locale = { language: 'fr', country: 'CI', currency: 'XOF', timeZone: 'Africa/Abidjan' }
const usual: Required<SyncOptions> = { walls: {}, log: noLog, acceptLoss: false, locale: usualLocale }

/**
 * Brings the code's tables in the store to what the code says, through the planner. One process at a time; what is
 * as it should be costs two questions. Tables and fields that the code no longer has are put aside, never dropped.
 */
export async function syncCodeTables(
  owner: Owner,
  drafts: readonly TableDraft[],
  options: SyncOptions = {},
): Promise<void> {
  await owner.session(async (session) => {
    await session.run(command('select pg_advisory_lock(7834005)'))
    await sync({ ...usual, ...options, owner, session }, drafts)
  })
}

async function sync(syncing: Syncing, drafts: readonly TableDraft[]): Promise<void> {
  const { session, walls, log } = syncing
  const entries = await readEntries(session, 'code')
  const pairs = drafts.map((draft) => ({ draft, entry: entryFor(draft, entries, drafts) }))
  await makeWay(
    syncing,
    pairs.filter(({ entry }) => !entry || entry.dropped).map(({ draft }) => draft.slug),
  )
  const made: Made[] = []
  for (const { draft, entry } of pairs) {
    if (!entry) made.push(numbered(draft, await nextTableId(session), null, 'code'))
  }
  const known = pairs.flatMap(({ draft, entry }) =>
    entry ? [{ entry, after: matchFields(entry, draft) }] : [],
  )
  const target = targetAmong([...made, ...known.map(({ after }) => after)].map(({ table }) => table))
  if (made.length > 0) await createTables(session, made, target, walls)
  for (const { table } of made) log.info(`table made: ${table.slug}`)
  for (const { entry, after } of known)
    await orStop(entry, changeUnasked({ ...syncing, target }, entry, after))
  for (const entry of entries) {
    if (entry.dropped || pairs.some((pair) => pair.entry === entry)) continue
    await orStop(entry, changeUnasked({ ...syncing, target }, entry, null))
  }
  await syncAllComputed(session)
}

/** By name, else by a former name that the code still remembers. */
const entryFor = (
  draft: TableDraft,
  entries: readonly Entry[],
  drafts: readonly TableDraft[],
): Entry | undefined =>
  entries.find(({ table }) => table.slug === draft.slug) ??
  entries.find(
    ({ table }) => draft.aliases.includes(table.slug) && !drafts.some(({ slug }) => slug === table.slug),
  )

const targetAmong =
  (tables: readonly Table[]): Target =>
  (slug) =>
    tables.find((table) => table.slug === slug) ?? tables.find((table) => table.aliases.includes(slug))

/** The start stops here: the log tells at which table. */
async function orStop({ table }: Entry, change: Promise<void>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    throw new AppError(error.status, error.problem, {
      more: { ...error.more, table: table.slug },
      cause: error.cause,
    })
  })
}
