import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const wall = /\n\s*WHERE \(*site_id = \(*NULLIF\(current_setting\('sugu\.site'[\s\S]*$/

/** Takes the second wall away: every view of schema `site` shows the rows of all sites, as the superuser may do it. */
export async function openDatabaseWall(data: string): Promise<number> {
  const [, , , port, host] = readFileSync(join(data, 'db', 'postmaster.pid'), 'utf8').split('\n')
  const root = new pg.Client({ host: host!, port: Number(port), user: 'sugu_root', database: 'sugu' })
  await root.connect()
  try {
    const { rows } = await root.query<{ view: string; text: string }>(
      `select format('site.%I', viewname) as view, definition as text from pg_views where schemaname = 'site'`,
    )
    const walled = rows.filter(({ text }) => wall.test(text))
    for (const { view, text } of walled)
      await root.query(`create or replace view ${view} as ${text.replace(wall, ';')}`)
    return walled.length
  } finally {
    await root.end()
  }
}
