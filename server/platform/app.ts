import type { OpenDatabase } from '#db/open.ts'
import type { Listener } from '#engine/changes.ts'
import type { Context, Site, System } from '#engine/context.ts'
import type { SiteJob } from '#engine/job.ts'
import type { Structure } from '#engine/schema/structure.ts'
import type { Paper, Verb } from '#engine/verbs/verbs.ts'
import type { Text } from '#model/language.ts'
import type { TableDraft } from '#model/table.ts'

/** What an app brings. `apps/apps.ts` lists them all; nothing else of the house names one. */
export interface App {
  /** As its tables say whose they are: `projects.devis`. */
  readonly slug: string
  readonly label: Text
  /** Its tables in the order in which its shelf shows them, by the names that it gave them; others follow. */
  readonly order?: readonly string[]
  /** The tables that code makes and keeps as it says, each after those that it refers to. */
  readonly tables?: readonly TableDraft[]
  /** Of those tables, and of those that it brings: what administrators make themselves has no verbs. */
  readonly verbs?: readonly Verb[]
  readonly papers?: readonly Paper[]
  readonly jobs?: readonly SiteJob[]
  /** Told of every change, inside its transaction. */
  readonly listeners?: readonly Listener[]
  /** At every start, by every process: makes once the tables that are the administrators' from then on. */
  makeTables?(structure: Structure, home: Site): Promise<void>
  /** At every start for each site, and for a new one: gives it once what it begins with. */
  beginSite?(beginning: Beginning, site: Site): Promise<void>
}

export interface Beginning {
  readonly db: OpenDatabase
  contextFor(siteId: number, actor: System): Context | Promise<Context>
  reload(): Promise<unknown>
}
