import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { builtScreens, shot } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'
import { openWatched, shows, type Watched } from '../support/tripwire.ts'
import { csvCells, deeds, download, isFormula, paperOf, workbookIn } from './hostile-files.ts'
import { labelAt, planted, plantRows, sample, tally } from './hostile-ground.ts'
import { plantFormulas, plantNames, plantTables } from './hostile-names.ts'

builtScreens()
const limits = { RATE_LIMIT_ENTRY_FORM: '10000/h' }
const sugu = await startSugu(limits)
const { url, admin } = sugu
const options = {
  skip: chromiumPath ? false : 'no Chromium on this machine',
  timeout: inLength(900_000, 120_000),
}

const ground = await plantRows(sugu)
await plantTables(sugu)
await plantFormulas(sugu)
const names = await plantNames(sugu, ground)
const { key } = await expecting(200, admin.get(`/api/entry_forms/${names.form}/link/`))
const deleted = ground.rows.at(-1)!
await expecting(204, admin.delete(`/api/piege/${deleted.id}/`))
const quote = await plantQuote()
const sent = await plantImport(true)
await plantImport(false)
const first = ground.rows[0]!.id

async function plantQuote(): Promise<{ id: number }> {
  const late = { nom_projet: sample, statut: 'en_cours', date_debut: '2026-01-10', date_fin: '2026-03-31' }
  await expecting(201, admin.post('/api/projet/', late))
  const contact = await expecting(201, admin.post('/api/contact/', { nom: sample, entreprise: sample }))
  const { id } = await expecting(
    201,
    admin.post('/api/devis/', { nom_devis: sample, statut: 'brouillon', contact: contact.id }),
  )
  return { id }
}

/** A file whose name, headers and cells are hostile; nothing of it is taken in. */
async function plantImport(isTrial: boolean): Promise<number> {
  const form = new FormData()
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const lines = planted.filter((text) => text.isWellFormed()).map((text) => `${cell(text)};${cell(text)}`)
  form.set('dry_run', String(isTrial))
  form.set('columns', JSON.stringify({ [sample]: 'texte', '=1+1': 'nombre' }))
  form.set('file', new Blob([[`${cell(sample)};${cell('=1+1')}`, ...lines].join('\r\n')]), `${sample}.csv`)
  const { import: id } = await expecting(202, admin.post('/api/piege/import/', form))
  for (let i = 0; i < 200; i++) {
    const { status } = await expecting(200, admin.get(`/api/imports/${id}/`))
    if (status === 'done' || status === 'failed') return id
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the import does not end')
}

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('tab', { name }).click()
}

/** Runs to the end of whatever scrolls in the middle of the page. */
const scroll = async (page: Page) => {
  await page.mouse.move(640, 500)
  for (let i = 0; i < inLength(24, 2); i++) {
    await page.mouse.wheel(600, 500)
    await page.waitForTimeout(inLength(80, 20))
  }
}

const palette = async (page: Page) => {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('tripped')
  await page.getByRole('option').first().waitFor()
}

interface Visit {
  readonly at: string
  /** Absent: the sample is seen there. */
  readonly sees?: string | null
  readonly does?: (page: Page) => Promise<unknown>
}

const view = (kind: string): string => `tables/piege?vue=${names.views[kind]}`

/** Where hostile texts are shown; those that come first are visited every day. */
const visits: readonly Visit[] = [
  { at: 'tables/piege', does: scroll },
  { at: `tables/piege/${first}` },
  { at: `tables/piege/${first}`, does: tab('Commentaires'), sees: `${sample} @${names.people[0]!.username}` },
  { at: view('kanban') },
  { at: view('calendar') },
  { at: view('gallery'), does: scroll },
  { at: view('chart') },
  { at: `tableaux/${names.dashboard}`, does: scroll },
  { at: 'tables/piege/importer' },
  { at: `tables/piege/importer?import=${sent}` },
  { at: 'tables/piege/structure', sees: labelAt(1) },
  { at: '', does: palette },
  ...inLength<readonly Visit[]>(
    [
      { at: `tables/piege/${first}`, does: tab('Historique') },
      { at: view('grid'), does: scroll },
      { at: 'tables/piege/structure?onglet=regles', sees: labelAt(12) },
      { at: 'tables/piege/structure?onglet=formulaire', sees: labelAt(1) },
      { at: 'tables/piege/structure?onglet=liste', sees: labelAt(1) },
      { at: 'tables/piege/structure?onglet=historique', sees: labelAt(0) },
      { at: 'tables/piege/structure?onglet=table', sees: labelAt(0) },
      { at: 'tables/piege/nouveau', sees: labelAt(1) },
      { at: 'tables/piege/corbeille', sees: null },
      { at: 'tables/piege/formulaires' },
      { at: `tables/piege/formulaires/${names.form}` },
      { at: 'tables/nouvelle', sees: null },
      { at: 'tableaux' },
      { at: 'projets' },
      { at: `tables/devis/${quote.id}` },
      { at: 'notifications' },
      { at: 'administration/utilisateurs' },
      { at: `administration/utilisateurs/${names.people[0]!.id}` },
      { at: 'administration/groupes', sees: '__proto__' },
      { at: `administration/groupes/${names.group}` },
      { at: 'administration/jetons' },
      { at: 'administration/webhooks' },
      { at: `administration/webhooks/${names.webhook}` },
      { at: 'administration/audit', does: scroll },
      { at: 'administration/connexions', sees: '<b data-tripped>' },
      { at: 'administration/reglages' },
      { at: 'administration/sites' },
      { at: 'compte' },
      { at: 'compte/appareils', sees: null },
      { at: `tables/${encodeURIComponent(sample)}`, sees: null },
      { at: `${encodeURIComponent(sample)}`, sees: null },
      { at: `tables/piege?search=${encodeURIComponent(sample)}` },
      {
        at: `tables/piege?vue=${encodeURIComponent(sample)}&group=__proto__&ordering=constructor`,
        sees: null,
      },
      { at: `tables/piege?where=${encodeURIComponent('{"__proto__":{"tripped":true}}')}`, sees: null },
      { at: `connexion?suite=${encodeURIComponent('//tripped.invalid/')}`, sees: null },
      { at: `connexion?error=${encodeURIComponent(sample)}`, sees: null },
    ],
    [],
  ),
]

async function visit(watched: Watched, { at, sees = sample, does }: Visit): Promise<void> {
  const { page } = watched
  await page.goto(`${url}/admin/${at}`)
  await page.locator('main, form, h1').first().waitFor()
  await does?.(page)
  try {
    if (sees !== null) await shows(page, sees)
    else await page.waitForTimeout(400)
  } catch (error) {
    await shot(page, `hostile-${at.replace(/\W+/g, '-').slice(0, 60)}`)
    throw new Error(`${at}: « ${sees} » is not seen`, { cause: error })
  }
  await watched.look()
}

interface Walk {
  readonly bare?: boolean
  readonly width?: number
  readonly past: readonly Visit[]
}

/** Every screen without the policy that would hide a hole; in the long form with it on a phone too, and every row. */
const rows = ground.rows.slice(0, -1).map(({ id }): Visit => ({ at: `tables/piege/${id}`, sees: null }))
const walks: readonly Walk[] = inLength<readonly Walk[]>(
  [
    { past: visits },
    { past: visits, bare: false, width: 360 },
    { past: rows.filter((_, at) => at % 2) },
    { past: rows.filter((_, at) => at % 2 === 0) },
  ],
  [{ past: visits }],
)

async function walk({ past, ...way }: Walk): Promise<string[]> {
  const found: string[] = []
  const watched = await openWatched(url, way)
  for (const one of past) await visit(watched, one).catch((error: Error) => void found.push(error.message))
  await watched.page.context().close()
  return [...found, ...watched.trips]
}

/** A page of questions, and what it says of an answer. */
async function answerAsStranger(): Promise<readonly string[]> {
  const watched = await openWatched(url, { width: 360, signedIn: false })
  const { page } = watched
  await page.goto(`${url}/formulaire/${key}`)
  await page.getByRole('heading', { name: sample }).waitFor()
  await watched.look()
  await page.locator('input[type=text], textarea').first().fill(sample)
  await page.locator('input[name*=question], input').last().fill('oui')
  await page.waitForTimeout(2500)
  await page.locator('button[type=submit]').click()
  await page.waitForTimeout(600)
  await shows(page, sample)
  await watched.look()
  await page.context().close()
  return watched.trips
}

test('the tripwire tells what is put in as markup, with the policy and without', options, async () => {
  for (const bare of [true, false]) {
    const { page, trips, look } = await openWatched(url, { bare })
    await page.goto(`${url}/admin/`)
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(sample)})`)
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
      '<img src="https://tripped.invalid/a.gif"><a href="javascript:tripped()">x</a>')`)
    for (let i = 0; i < 100 && trips.length < 2; i++) await page.waitForTimeout(20)
    await look()
    const told = trips.join('\n')
    assert.match(told, bare ? /called/ : /policy: script-src-attr/)
    assert.match(told, bare ? /asked https:\/\/tripped\.invalid/ : /policy: img-src/)
    assert.match(told, /made an element/)
    assert.match(told, /address <a href="javascript/)
    await page.context().close()
  }
})

test(
  'hostile names, texts, choices and labels are text on every screen, and on a page for strangers',
  options,
  async () => {
    await sugu.caller({ 'user-agent': `<b data-tripped> ${sample}` }).post('/api/users/login/', {
      login: '<b data-tripped>',
      password: 'une lampe',
    })
    const found = (await Promise.all([answerAsStranger(), ...walks.map(walk)])).flat()
    assert.deepEqual(found, [], JSON.stringify(tally))
  },
)

test(
  'in a spreadsheet every text is a text: no cell of a CSV or a workbook is worked out',
  options,
  async () => {
    const results = await allRows()
    const columns = await expecting(200, admin.get('/api/meta/tables/piege/'))
    const slugs: string[] = columns.fields.map(({ slug }: { slug: string }) => slug)
    const csv = csvCells(
      (await download(admin, url, '/api/piege/export/?format=csv&header=label&ordering=id')).toString(),
    )
    assert.equal(csv.length, results.length + 1)
    const width = csv[0]!.length
    const place = csv[0]!.findIndex((name) => name.replace(/^'/, '') === labelAt(1).normalize().trim())
    for (const [i, cells] of csv.entries()) {
      assert.equal(cells.length, width, JSON.stringify(cells))
      assert.deepEqual(cells.filter(isFormula), [])
      if (i > 0) assert.equal(unshielded(cells[place]!), results[i - 1]!.texte ?? '')
    }
    const { page } = await openWatched(url, { signedIn: false })
    await page.goto(`${url}/admin/icon.svg`)
    const book = await workbookIn(
      page,
      await download(admin, url, '/api/piege/export/?format=xlsx&header=label&ordering=id'),
    )
    assert.deepEqual([book.broken, book.others, book.rows.length], [[], [], results.length + 1])
    assert.deepEqual(
      book.parts.filter((name) => /link|vba|macro|external|drawing/i.test(name)),
      [],
    )
    for (const [i, cells] of book.rows.entries()) {
      const numbers = cells.filter(({ type, text }) => type !== 'inlineStr' && !/^\d*(\.\d+)?$/.test(text))
      assert.deepEqual(numbers, [])
      if (i > 0) assert.equal(cells[place]!.text, results[i - 1]!.texte ?? '')
    }
    assert.ok(slugs.includes('calcul'))
    await page.context().close()
  },
)

const unshielded = (cell: string): string =>
  /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) ? cell.slice(1) : cell

async function allRows(): Promise<{ texte: string | null }[]> {
  const rows: { texte: string | null }[] = []
  for (let page = 1, more = true; more; page++) {
    const { results, next } = await expecting(
      200,
      admin.get(`/api/piege/?ordering=id&page_size=100&page=${page}`),
    )
    rows.push(...results)
    more = Boolean(next)
  }
  return rows
}

test('the rows that an import refused come back without a formula', {
  timeout: options.timeout,
}, async () => {
  const refused = csvCells((await download(admin, url, `/api/imports/${sent}/refused/`)).toString())
  assert.ok(refused.length > 5)
  assert.deepEqual(refused.flat().filter(isFormula), [])
})

test('a quote on paper does nothing and leads nowhere, whatever is written on it', {
  timeout: options.timeout,
}, async () => {
  assert.match(paperOf(Buffer.from('1 0 obj << /OpenAction 2 0 R >> endobj')), deeds)
  assert.doesNotMatch(paperOf(Buffer.from('1 0 obj << /Title (a\\) /JS \\(x) >> endobj')), deeds)
  for (const [at, text] of inLength(planted, planted.slice(-6)).entries()) {
    const buyer = await admin.post('/api/contact/', {
      nom: text,
      prenom: text,
      entreprise: text,
      email: text,
    })
    const values = {
      nom_devis: text,
      numero_devis: `${text}${at}`,
      statut: 'brouillon',
      contact: buyer.body.id ?? null,
    }
    const { status, body } = await admin.post('/api/devis/', values)
    assert.ok(status === 201 || status === 400, `${status} to ${JSON.stringify(text)}`)
    if (status === 201)
      assert.doesNotMatch(paperOf(await download(admin, url, `/api/devis/${body.id}/pdf/`)), deeds, text)
  }
})
