import type { Site, System } from '#engine/context.ts'
import { Stale } from '#engine/records/freshness.ts'
import { insertMany } from '#engine/records/write-many.ts'
import { findField } from '#model/find-field.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { Beginning } from '#platform/app.ts'
import { markOnce } from '#platform/sites/once.ts'
import { projectChoices } from './choices.ts'

const actor: System = { kind: 'system', name: 'projects' }

/** The site's own 13 choices, all or none of them, once: what is deleted afterwards stays deleted. */
export async function giveChoices(beginning: Beginning, site: Site): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await giveOnce(beginning, site)
    } catch (error) {
      if (!(error instanceof Stale) || attempt === 5) throw error
      await beginning.reload()
    }
  }
}

async function giveOnce({ db, contextFor }: Beginning, site: Site): Promise<void> {
  const ctx = await contextFor(site.id, actor)
  const table = ctx.catalog.find(site.id, 'choix')
  const rows = table && rowsFor(table)
  if (!table || !rows) return
  await db.transaction(site.id, async (tx) => {
    if (!(await markOnce(tx, site.id, 'projects.choices'))) return
    await insertMany({ ...ctx, tx, db: null }, table, rows, null)
  })
}

/** By the names that the fields have now; none where the administrators made it another table. */
function rowsFor(table: Table): Row[] | null {
  const names = Object.keys(projectChoices[0]!).map((slug) => [slug, findField(table, slug)?.slug] as const)
  if (names.some(([, now]) => now === undefined)) return null
  return projectChoices.map((row) => Object.fromEntries(names.map(([slug, now]) => [now!, row[slug]!])))
}
