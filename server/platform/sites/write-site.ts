import type { OwnerTx } from '#db/owner.ts'
import { sql, statement } from '#db/sql.ts'
import type { Site } from '#engine/context.ts'
import type { Problems } from '#model/problem.ts'
import { type SiteInput, siteProblem } from './site-input.ts'
import { siteOf } from './sites.ts'

export async function writeSite(tx: OwnerTx, wanted: SiteInput, who: string): Promise<Site> {
  const { slug, name, hosts, country, currency, language, time_zone } = wanted
  const [, answer] = await tx.run(
    statement(sql`select set_config('sugu.actor', ${who}, true)`),
    statement(sql`insert into store.sites (site_id, slug, name, hosts, country, currency, language, time_zone)
      values (0, ${slug}, ${name}, ${JSON.stringify(hosts)}::jsonb, ${country}, ${currency}, ${language}, ${time_zone})
      returning id`),
  )
  return siteOf({ ...wanted, id: Number(answer!.rows[0]![0]) })
}

/** What of the wanted names another site has already. */
export async function takenNames(tx: OwnerTx, { slug, hosts }: SiteInput): Promise<Problems> {
  const [slugs, names] = await tx.run(
    statement(sql`select 1 from store.sites where slug = ${slug}`),
    statement(
      sql`select h from store.sites, jsonb_array_elements_text(hosts) h where h = any(${hosts}::text[])`,
    ),
  )
  return {
    ...(slugs!.count > 0 && { slug: [siteProblem('site.slug_taken', { slug })] }),
    ...(names!.count > 0 && { hosts: [siteProblem('site.host_taken', { host: names!.rows[0]![0]! })] }),
  }
}
