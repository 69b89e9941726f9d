import { sql, statement } from '#db/sql.ts'
import type { Site } from '#engine/context.ts'
import { makeTable, type Structure, type Who } from '#engine/schema/structure.ts'
import { isMarked, markHouseOnce } from '#platform/sites/once.ts'
import { projectTables } from './tables.ts'

/**
 * Makes the project tables for every site, each once: one that an administrator deleted stays away. A stop between
 * two tables, or between a table and its mark, is made good at the next start.
 */
export async function makeProjectTables(structure: Structure, home: Site): Promise<void> {
  const { owner } = structure.db
  if (await isMarked(owner, allMade)) return
  await owner.session(async (session) => {
    await session.run(statement(sql`select pg_advisory_lock(hashtext('sugu.projects'))`))
    await structure.reload()
    for (const table of projectTables) {
      const mark = `projects.table.${table.slug}`
      if (await isMarked(session, mark)) continue
      if (!structure.catalog().find(0, table.slug)) {
        const definition = { ...table, owner: 'network' }
        await makeTable(structure, startingAt(home), definition, `projects.${table.slug}`)
      }
      await markHouseOnce(session, mark)
    }
    await markHouseOnce(session, allMade)
    await session.run(statement(sql`select pg_advisory_unlock(hashtext('sugu.projects'))`))
  })
}

const allMade = 'projects.tables'

const startingAt = (home: Site): Who => ({
  siteId: home.id,
  actor: 'system:projects',
  networkOwner: true,
  locale: home,
})
