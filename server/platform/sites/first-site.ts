import type { Owner } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import { siteDefaults } from './site-input.ts'
import { defaultSlug } from './sites.ts'
import { writeSite } from './write-site.ts'

/** At first start there is one site, for all who do not ask for another. */
export async function makeFirstSite(owner: Owner): Promise<void> {
  await owner.transaction(async (tx) => {
    const [, found] = await tx.run(
      statement(sql`select pg_advisory_xact_lock(hashtext('sugu.sites'))`),
      statement(sql`select 1 from store.sites limit 1`),
    )
    if (found!.count > 0) return
    const first = { ...siteDefaults, slug: defaultSlug, name: 'Ma boutique', hosts: [] }
    await writeSite(tx, first, 'system:start')
  })
}
