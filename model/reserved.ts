import { systemSlugs } from './table.ts'
import { operators } from './where.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Addresses under /api/ that are no run-time table's: the engine's, the platform's, and the apps' tables. */
export const reservedTables: ReadonlySet<string> = new Set(
  words(`
    api admin administration audit auth backups docs exports groups health healthz here imports jobs login login_attempts logout
    maintenance media memberships meta metrics notifications nouvelle oauth openapi payments readyz register schema search
    sites static stream tables tokens trash users webhooks
    categories events products
  `),
)

const listParameters = words(`
  page page_size cursor ordering search fields expand where count as_of trash format group_by measures
`)

/** What every object of JavaScript has, or is taken for something else by having. */
const language = words('constructor prototype then')

/** Field slugs that nobody may take: `?search=` and `?contact__in=` must mean one thing. */
export const reservedFields: ReadonlySet<string> = new Set([
  ...systemSlugs,
  ...listParameters,
  ...operators,
  ...language,
  'site_id',
])

/** What may stand where an address has a row's slug: `/api/events/create/`. */
export const routeWords: ReadonlySet<string> = new Set(
  words(
    'bulk count create export history import imports new participate restore schema search stream summary trash',
  ),
)
