import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#base/errors.ts'
import type { OpenDatabase } from '#db/open.ts'
import { raw, sql, statement } from '#db/sql.ts'
import type { Site } from '#engine/context.ts'
import { create } from '#engine/records/save.ts'
import { applyPlan, makeTable, planChanges, type Who } from '#engine/schema/structure.ts'
import { makeSite } from '#platform/make-site.ts'
import {
  anotherProcess,
  openPlatform,
  system,
  type TestPlatform,
  testPlatform,
} from '../../../tests/support/platform.ts'
import { giveChoices } from './give-choices.ts'
import { makeProjectTables } from './install.ts'
import { projectTables } from './tables.ts'

const slugs = ['choix', 'contact', 'devis', 'devisparprojet', 'projet', 'tablenames']

/** What each process does at its start, and for each site that has not had its choices. */
async function start(platform: TestPlatform): Promise<void> {
  await makeProjectTables(platform.structure, platform.site)
  for (const site of platform.sites.all()) await give(platform, site)
}
const give = ({ db, structure, contextFor }: TestPlatform, site: Site) =>
  giveChoices({ db, contextFor, reload: structure.reload }, site)

async function made({ structure }: TestPlatform): Promise<string[]> {
  await structure.reload()
  const tables = structure.catalog().tablesOf(1)
  return tables.filter(({ origin }) => origin === 'site').map(({ slug }) => slug)
}

async function choicesOf(platform: TestPlatform, siteId: number): Promise<number> {
  const { id } = platform.structure.catalog().find(siteId, 'choix')!
  const { answers } = await platform.db.site(siteId).run(statement(raw(`select count(*) from site.t${id}`)))
  return Number(answers[0]!.rows[0]![0])
}

const owner = (site: Site): Who => ({ siteId: site.id, actor: 'user:1', networkOwner: true, locale: site })

async function drop(platform: TestPlatform, slug: string): Promise<void> {
  const { structure, site } = platform
  const table = structure.catalog().find(site.id, slug)!
  const plan = await planChanges(structure, owner(site), table, { changes: [{ change: 'drop' }] })
  await applyPlan(structure, owner(site), table, plan.id, true, { wait: true })
  await structure.reload()
}

test('three first starts at once make the six tables and the 13 choices, once', async () => {
  const first = await testPlatform()
  const others = [1, 2].map(() => openPlatform(anotherProcess(first.db)))
  const processes = [first, ...(await Promise.all(others))]
  await Promise.all(processes.map(start))
  assert.deepEqual(await made(first), slugs)
  assert.equal(await choicesOf(first, 1), 13)
  const table = first.structure.catalog().find(1, 'devis')!
  assert.deepEqual([table.owner, table.origin], [null, 'site'])
})

test('a start that was cut short is finished by the next, whatever had been done', async () => {
  for (const done of [0, 1, 3, 6]) {
    const platform = await testPlatform()
    await cutShort(platform, done)
    await start(platform)
    assert.deepEqual(await made(platform), slugs, `${done} tables`)
    assert.equal(await choicesOf(platform, 1), 13)
  }
})

/** As after `kill -9`: so many tables made, the last of them not yet marked; of the choices nothing was committed. */
async function cutShort({ db, structure, site }: TestPlatform, done: number): Promise<void> {
  for (const [i, table] of projectTables.slice(0, done).entries()) {
    await makeTable(structure, owner(site), { ...table, owner: 'network' })
    if (i < done - 1) await mark(db, `projects.table.${table.slug}`)
  }
  if (done < projectTables.length) return
  const broken = db.transaction(site.id, async (tx) => {
    await tx.run(statement(sql`insert into site.marks (site_id, name) values (1, 'projects.choices')`))
    throw new Error('killed')
  })
  await assert.rejects(broken, /killed/)
}

const mark = (db: OpenDatabase, name: string) =>
  db.owner.run(statement(sql`insert into store.marks (site_id, name) values (0, ${name})`))

test('what an administrator deleted stays deleted', async () => {
  const platform = await testPlatform()
  await start(platform)
  await drop(platform, 'tablenames')
  const { id } = platform.structure.catalog().find(1, 'choix')!
  await platform.db.site(1).run(statement(raw(`delete from site.t${id} where c1 = 'type_projet'`)))
  const next = await openPlatform(platform.db)
  await start(next)
  assert.deepEqual(
    await made(next),
    slugs.filter((slug) => slug !== 'tablenames'),
  )
  assert.equal(await choicesOf(next, 1), 9)
})

test('a new site begins with its own 13 choices, and without the others’ rows', async () => {
  const platform = await testPlatform()
  await start(platform)
  const making = {
    owner: platform.db.owner,
    reload: platform.sites.reload,
    onNewSite: [(site: Site) => give(platform, site)],
  }
  const site = await makeSite(making, system(), { slug: 'autre', name: 'Autre' })
  await start(platform)
  assert.deepEqual([await choicesOf(platform, 1), await choicesOf(platform, site.id)], [13, 13])
})

test('the example rules hold on the way in', async () => {
  const platform = await testPlatform()
  await start(platform)
  const ctx = platform.contextFor(1, system())
  const table = (slug: string) => platform.structure.catalog().find(1, slug)!
  const wrong = (slug: string, row: object) =>
    create(ctx, table(slug), row).then(
      () => [],
      (error: AppError) => Object.keys(error.errors ?? { [error.problem.code]: [] }),
    )
  const devis = { numero_devis: 'D-1', nom_devis: 'Site web' }
  assert.deepEqual(await wrong('devis', { ...devis, statut: 'refuse' }), ['motif_refus'])
  assert.deepEqual(await wrong('devis', { ...devis, motif_refus: 'Trop cher' }), ['motif_refus'])
  assert.deepEqual(await wrong('devis', { ...devis, statut: 'envoye' }), ['date_validite'])
  assert.deepEqual(await wrong('devis', { ...devis, statut: 'termine' }), ['statut'])
  assert.deepEqual(await wrong('devis', { ...devis, statut: 'refuse', motif_refus: 'Trop cher' }), [])
  assert.deepEqual(await wrong('devis', devis), ['numero_devis'], 'a number is used once')
  const projet = { nom_projet: 'Refonte' }
  assert.deepEqual(await wrong('projet', { ...projet, statut: 'termine' }), ['date_fin'])
  assert.deepEqual(await wrong('projet', { ...projet, statut: 'en_cours', motif_annulation: 'Non' }), [
    'motif_annulation',
  ])
  assert.deepEqual(
    await wrong('projet', { ...projet, date_debut: '2999-01-01', date_fin: '2999-02-01', statut: 'termine' }),
    ['statut'],
  )
  assert.deepEqual(await wrong('projet', { ...projet, date_debut: '2999-01-01', statut: 'en_attente' }), [])
})
