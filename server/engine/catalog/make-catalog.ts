import type { Table } from '#model/table.ts'
import type { Catalog } from './catalog.ts'

/** A catalog that also knows what it was made of, so that the next one need not read everything again. */
export interface MadeCatalog extends Catalog {
  readonly tables: ReadonlyMap<number, Table>
}

/** Tables of one owner, by slug and by former slug. */
interface Names {
  readonly slugs: ReadonlyMap<string, Table>
  readonly aliases: ReadonlyMap<string, Table>
}
const noNames: Names = { slugs: new Map(), aliases: new Map() }

export function makeCatalog(stamp: number, tables: readonly Table[]): MadeCatalog {
  const byId = new Map(tables.map((table) => [table.id, table]))
  const owners = Map.groupBy(tables, (table) => table.owner ?? everybody)
  const names = new Map([...owners].map(([owner, list]) => [owner, namesOf(list)]))
  const seen = new Map<number, readonly Table[]>()
  const common = names.get(everybody) ?? noNames
  const find = (siteId: number, slug: string): Table | undefined => {
    const own = names.get(siteId) ?? noNames
    return own.slugs.get(slug) ?? common.slugs.get(slug) ?? own.aliases.get(slug) ?? common.aliases.get(slug)
  }
  return {
    stamp,
    tables: byId,
    byId: (id) => byId.get(id),
    find,
    tablesOf(siteId) {
      const own = owners.has(siteId) ? siteId : everybody
      const known =
        seen.get(own) ??
        inOrder([...(owners.get(everybody) ?? []), ...(own === everybody ? [] : owners.get(own)!)])
      seen.set(own, known)
      return known
    },
  }
}

/** The network's tables and the code's have no site. */
const everybody = 0

const namesOf = (tables: readonly Table[]): Names => ({
  slugs: new Map(tables.map((table) => [table.slug, table])),
  aliases: new Map(tables.flatMap((table) => table.aliases.map((alias) => [alias, table]))),
})

const inOrder = (tables: readonly Table[]): readonly Table[] =>
  tables.toSorted((a, b) => rank(a) - rank(b) || (a.slug < b.slug ? -1 : 1))
const rank = (table: Table): number => (table.origin === 'code' ? 0 : 1)
