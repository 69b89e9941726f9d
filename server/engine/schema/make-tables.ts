import type { JsonObject } from '#model/json.ts'
import { parseTable } from '#model/parse-table.ts'
import type { Problems } from '#model/problem.ts'
import type { Table, TableDraft } from '#model/table.ts'
import { structureError } from './errors.ts'
import { createTables, type Made, numbered, refuseOneMore } from './make-table.ts'
import { nextTableId } from './registry.ts'
import { type Structure, targetIn, type Who } from './who.ts'

/** Several tables of the caller's site that may refer to one another: all of them, or none. */
export async function makeTables(
  structure: Structure,
  who: Who,
  definitions: readonly JsonObject[],
): Promise<readonly Table[]> {
  const { owner } = structure.db
  const known = targetIn(structure.catalog(), who.siteId)
  const slugs = definitions.map(({ slug }) => slug)
  const exists = (slug: string): boolean => slugs.includes(slug) || known(slug) !== undefined
  const drafts = definitions.map((definition, i) => draftOf(definition, i, exists))
  await refuseOneMore(structure, who.siteId, drafts.length)
  const made: Made[] = []
  for (const draft of drafts) made.push(numbered(draft, await nextTableId(owner), who.siteId))
  const target = (named: string | number): Table | undefined =>
    made.find(({ table }) => table.slug === named || table.id === named)?.table ?? known(named)
  await owner.session((session) => createTables(session, made, target))
  await structure.reload()
  return made.map(({ table }) => structure.catalog().byId(table.id) ?? table)
}

function draftOf(definition: JsonObject, i: number, exists: (slug: string) => boolean): TableDraft {
  const parsed = parseTable(definition, { origin: 'site', exists })
  if ('draft' in parsed) return parsed.draft
  const errors: Problems = Object.fromEntries(
    Object.entries(parsed.problems).map(([path, problems]) => [`${i}.${path}`, problems]),
  )
  throw structureError('table.invalid', {}, { errors })
}
