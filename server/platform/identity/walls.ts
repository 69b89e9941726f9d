/**
 * What a site may see of the tables of the network, whose rows lie under site 0: the `where` of their site views.
 * Those who were ever its members, so that its rows can name them; and itself.
 */
const here = `nullif(current_setting('sugu.site', true), '')::int`

export const walls: Readonly<Record<string, string>> = {
  users: `site_id = 0 and exists (select 1 from store.members m where m.site_id = ${here} and m.user_id = id)`,
  sites: `site_id = 0 and id = ${here}`,
}
