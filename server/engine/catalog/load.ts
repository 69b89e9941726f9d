import type { Executor } from '#db/executor.ts'
import { sql, statement } from '#db/sql.ts'
import type { Origin, Table } from '#model/table.ts'
import type { Catalog } from './catalog.ts'
import { type Definition, tableOf } from './definition.ts'
import { type MadeCatalog, makeCatalog } from './make-catalog.ts'

/** All tables as they stand, at the stamp of the same batch. What `previous` knows already is not sent again. */
export async function loadCatalog(tx: Executor, previous?: Catalog): Promise<Catalog> {
  const known = isMade(previous) ? previous.tables : new Map<number, Table>()
  const ids = [...known.keys()]
  const versions = [...known.values()].map(({ version }) => version)
  const { stamps, answers } = await tx.run(
    statement(sql`select d.id, d.owner_site, d.origin, d.version, case when k.id is null then d.definition::text end
      from site.definitions d
      left join unnest(${ids}::int[], ${versions}::int[]) k (id, version) on k.id = d.id and k.version = d.version
      order by d.id`),
  )
  return makeCatalog(
    stamps.catalog,
    answers[0]!.rows.map(([id, owner, origin, version, definition]) =>
      definition === null || definition === undefined
        ? known.get(Number(id))!
        : tableOf(JSON.parse(definition) as Definition, {
            id: Number(id),
            owner: owner === null || owner === undefined ? null : Number(owner),
            origin: origin as Origin,
            version: Number(version),
          }),
    ),
  )
}

const isMade = (catalog: Catalog | undefined): catalog is MadeCatalog =>
  catalog !== undefined && 'tables' in catalog
