/** The house's floors as data: what may know what. `floors.ts` walks it. */
export interface Room {
  /** A folder, or one file; `*` makes each folder there a room of its own. */
  readonly at: string
  /** Imports go to lower heights alone; rooms at one height are strangers. */
  readonly height: number
  /** Relative imports stay within this folder. Absent: within the room. */
  readonly within?: string
  /** Rooms at the same height, or files outside the house, that it may know none the less. */
  readonly knows?: readonly string[]
  /** Nothing else than these rooms. */
  readonly knowsOnly?: readonly string[]
  /** The packages that it may import; absent: any, Node's own included. */
  readonly packages?: readonly string[]
}

const engine = { within: 'server/engine' }
const platform = { within: 'server/platform' }
const apps = { within: 'server/apps' }

export const house: readonly Room[] = [
  { at: 'model', height: 1, packages: ['libphonenumber-js'] },
  { at: 'server/base', height: 1, knows: ['model'] },
  { at: 'server/db', height: 2 },
  { at: 'server/http', height: 2 },
  { at: 'server/engine/catalog', height: 3.1, ...engine },
  { at: 'server/engine', height: 3.2, ...engine },
  { at: 'server/engine/records/in-site.ts', height: 3.21, ...engine },
  { at: 'server/engine/schema/search-column.ts', height: 3.21, ...engine },
  { at: 'server/engine/records/comparison-sql.ts', height: 3.215, ...engine },
  { at: 'server/engine/records/where-sql.ts', height: 3.22, ...engine },
  { at: 'server/engine/computed', height: 3.25, ...engine },
  { at: 'server/engine/schema', height: 3.3, ...engine },
  { at: 'server/engine/access', height: 3.4, ...engine },
  { at: 'server/engine/records', height: 3.5, ...engine },
  { at: 'server/engine/transfer', height: 3.6, ...engine },
  { at: 'server/engine/summary', height: 3.6, ...engine },
  { at: 'server/engine/verbs', height: 3.6, ...engine },
  { at: 'server/engine/rest', height: 3.7, ...engine },
  {
    at: 'server/platform/identity',
    height: 4,
    ...platform,
    knows: ['server/platform/sites', 'server/platform/jobs'],
  },
  {
    at: 'server/platform/reception',
    height: 4,
    ...platform,
    knows: ['server/platform/identity', 'server/platform/sites'],
  },
  {
    at: 'server/platform/administration',
    height: 4,
    ...platform,
    knows: ['server/platform/identity', 'server/platform/jobs', 'server/platform/sites'],
  },
  {
    at: 'server/platform/here',
    height: 4,
    ...platform,
    knows: ['server/platform/identity'],
  },
  {
    at: 'server/platform/live',
    height: 4,
    ...platform,
    knows: ['server/platform/identity', 'server/platform/jobs'],
  },
  { at: 'server/platform/audit', height: 3.9, ...platform, knows: ['server/platform/jobs'] },
  { at: 'server/platform/messages', height: 3.9, ...platform, knows: ['server/platform/jobs'] },
  { at: 'server/platform/limits', height: 3.9, ...platform, knows: ['server/platform/jobs'] },
  { at: 'server/platform/*', height: 4, ...platform },
  { at: 'server/platform', height: 4.1 },
  { at: 'server/apps/*', height: 5, ...apps },
  { at: 'server/apps', height: 5.1 },
  { at: 'server', height: 6 },
  { at: 'server/cli', height: 6, knows: ['server'] },
  { at: 'admin', height: 6, knowsOnly: ['model'] },
]

/** Outside the house: they may know everything, and nothing in it knows them. */
export const outside: readonly string[] = ['tests', 'bench', 'tools']
