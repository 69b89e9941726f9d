import type { Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { sqlOf } from './ddl.ts'
import { type Rates, secondsOf } from './estimate.ts'
import type { Loss } from './losses.ts'
import { lockText, saying } from './says.ts'
import type { Target } from './stored.ts'
import { kinds, type Step, type Work } from './work.ts'
import { leftAside, worksOf } from './works.ts'

/** A change of structure, known before anything happens. */
export interface Plan {
  readonly before: Table | null
  readonly after: Table | null
  readonly steps: readonly Step[]
  readonly lock: Lock
  readonly rows: number
  readonly losses: readonly Loss[]
  readonly seconds: number
  /** What would bring the structure back. */
  readonly inverse: readonly Step[]
}

export interface Lock {
  /** `brief`: nobody reads or writes the table for some thousandths of a second. */
  readonly class: 'none' | 'brief'
  readonly says: Text
}

/** What the planner cannot know from the two definitions. */
export interface Facts {
  readonly rows: number
  readonly losses: readonly Loss[]
  /** Columns, lists, indexes and the table itself that lie in the store out of sight, by name. */
  readonly aside: ReadonlySet<string>
  /** The table that a slug names, for references. */
  readonly target: Target
  readonly rates: Rates
  /** In an undo: when that which is undone was done. */
  readonly since: string | null
  /** What a site sees of a table of the network, by slug. */
  readonly walls?: Readonly<Record<string, string>>
}

/** Null before: the table is made, or brought back. Null after: it is taken out of sight. */
export function planChange(before: Table | null, after: Table | null, facts: Facts): Plan {
  const works = worksOf(before, after, facts)
  const table = (after ?? before)!
  const back = worksOf(after, before, {
    ...facts,
    aside: leftAside(before, after, facts),
    since: facts.since ?? 'now',
  })
  return {
    before,
    after,
    steps: stepsOf(works, table),
    lock: lockOf(works),
    rows: facts.rows,
    losses: facts.losses,
    seconds: secondsOf(works, facts.rows, facts.rates),
    inverse: stepsOf(back, table),
  }
}

const stepsOf = (works: readonly Work[], table: Table): Step[] =>
  works.map((work) => ({ kind: kinds[work.do], work, sql: sqlOf(work, table), says: saying(work, table) }))

function lockOf(works: readonly Work[]): Lock {
  const isNew = works.some((work) => work.do === 'create-table')
  const name = !isNew && works.some((work) => kinds[work.do] === 'instant') ? 'brief' : 'none'
  return { class: name, says: lockText[name] }
}
