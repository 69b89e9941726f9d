import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import type { Json } from '#model/json.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { builtScreens, openSignedIn } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'
import { conditional, filling, randomly } from './twenty-rules.ts'

const skip = chromiumPath ? false : 'no Chromium on this machine'
if (!skip) builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const root = join(import.meta.dirname, '../..')

type Row = Record<string, Json>
interface Verdict {
  readonly codes: Record<string, string[]>
  readonly row: Row
  readonly input: Row
}

async function preparedPage(): Promise<Page> {
  for (const nom of ['Awa', 'Moussa']) await expecting(201, admin.post('/api/contact/', { nom }))
  for (const valeur of ['interne', 'externe', 'etude'])
    await admin.post('/api/choix/', { categorie: 'type_projet', valeur, libelle: valeur })
  await expecting(201, admin.post('/api/meta/tables/', conditional))
  const { page } = await openSignedIn(sugu.url)
  await page.evaluate(await bundled())
  await page.evaluate(preparing)
  return page
}

/** The files that the form itself is made of, as one script. */
async function bundled(): Promise<string> {
  const made = (await build({
    configFile: false,
    root: join(root, 'admin'),
    resolve: {
      alias: [{ find: /^libphonenumber-js$/, replacement: join(root, 'admin/fields/phone-book.ts') }],
    },
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, 'judge-in-page.ts'), formats: ['iife'], name: 'form' },
    },
  })) as Rolldown.RolldownOutput[]
  return `${made[0]!.output[0].code}\nwindow.form = form`
}

const preparing = `(async () => {
  await form.loadPhones()
  const get = (path) => fetch(path, { headers: { 'accept-language': 'fr' } }).then((answer) => answer.json())
  const [table, choices, here] = await Promise.all([
    get('/api/meta/tables/conditionnelle/'), get('/api/meta/tables/conditionnelle/choices/'), get('/api/here/')])
  const sets = new Map(Object.entries(choices).map(([slug, list]) => [slug, new Set(list.map((one) => one.value))]))
  const { country, currency, time_zone: timeZone } = here.site
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
  window.verdict = (before, edits) => {
    const judged = form.judge({ table, before, env: { me: here.user.id, today },
      choices: (field) => sets.get(field.slug), locale: { language: 'fr', country, currency, timeZone } }, edits)
    const codes = Object.fromEntries(Object.entries(judged.problems).map(([slug, list]) => [slug, list.map((one) => one.code)]))
    return { codes, row: judged.row, input: judged.input }
  }
})()`

const judgedIn = (page: Page, asked: readonly { before: Row | null; edits: Row }[]): Promise<Verdict[]> =>
  page.evaluate(
    `${JSON.stringify(asked)}.map(({ before, edits }) => window.verdict(before, edits))`,
  ) as Promise<Verdict[]>

const codesOf = (errors: Record<string, { code: string }[]> = {}): Record<string, string[]> =>
  Object.fromEntries(Object.entries(errors).map(([slug, list]) => [slug, list.map(({ code }) => code)]))

interface Answered {
  readonly codes: Record<string, string[]>
  readonly row: Row | null
}

async function inTurns<A, B>(all: readonly A[], work: (one: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (let at = 0; at < all.length; at += 8)
    done.push(...(await Promise.all(all.slice(at, at + 8).map(work))))
  return done
}

async function byServer(method: 'post' | 'patch', path: string, input: Row): Promise<Answered> {
  const { status, body } = await admin[method](path, input)
  assert.ok(status === 400 || status < 300, JSON.stringify(body))
  return { codes: codesOf(body.errors), row: status < 300 ? body : null }
}

/** The same fields wrong in the same way; or the same row. */
function compare(form: Verdict, server: Answered, edits: Row): void {
  assert.deepEqual(form.codes, server.codes, JSON.stringify(edits))
  if (!server.row) return
  const { id: _, version: __, ...stored } = server.row
  for (const [slug, value] of Object.entries(stored)) {
    assert.deepEqual(
      form.row[slug] ?? (slug === 'equipe' ? [] : null),
      value,
      `${slug} of ${JSON.stringify(edits)}`,
    )
  }
}

const count = inLength(5000, 300)

test(`${count} random fillings of 15 fields under 20 rules: the form in the browser and the server agree`, {
  skip,
}, async () => {
  const page = await preparedPage()
  const random = randomly(20261121)
  const fresh = Array.from({ length: count / 2 }, () => ({ before: null, edits: filling(random) }))
  const judged = await judgedIn(page, fresh)
  const answers = await inTurns(judged, ({ input }) => byServer('post', '/api/conditionnelle/', input))
  for (const [i, one] of judged.entries()) compare(one, answers[i]!, fresh[i]!.edits)

  const bases = answers.map(({ row }) => row).filter((row) => row !== null)
  assert.ok(bases.length > count / 50, `${bases.length} rows were taken`)
  const ids = bases.map(({ id }) => Number(id))
  const whole = await inTurns(ids, (id) =>
    expecting(200, admin.get(`/api/conditionnelle/${id}/?fields=${everything}`)),
  )
  let changes = 0
  while (changes < count / 2) {
    const asked = whole.map((before) => ({ before, edits: filling(random) })).slice(0, count / 2 - changes)
    changes += asked.length
    const verdicts = await judgedIn(page, asked)
    const told = await inTurns(
      verdicts.map((one, i) => ({ ...one, id: asked[i]!.before.id })),
      ({ input, id }) => byServer('patch', `/api/conditionnelle/${id}/`, input),
    )
    for (const [i, one] of verdicts.entries()) {
      compare(one, told[i]!, asked[i]!.edits)
      if (told[i]!.row) whole[i] = { ...whole[i], ...told[i]!.row }
    }
  }
  const refused = answers.filter(({ row }) => !row).length
  console.log(`${fresh.length} new rows, of which ${refused} refused; ${changes} changes; no difference`)
})

const everything = [
  'id,version,created_at,updated_at,created_by',
  ...(conditional.fields as { slug: string }[]).map(({ slug }) => slug),
].join(',')
