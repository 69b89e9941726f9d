import assert from 'node:assert/strict'
import { fold } from '#model/fold.ts'
import type { JsonObject } from '#model/json.ts'
import { expecting, type Got } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import { everyPayload, payloads } from '../support/payloads.ts'
import type { TestSugu } from '../support/sugu.ts'

/** Which stands first wherever hostile texts are, to be seen there. */
export const sample = '<img data-tripped src=x onerror=tripped()>'

export const planted: readonly string[] = inLength(
  [sample, ...everyPayload.filter((one) => one !== sample)],
  [...new Set([sample, ...Object.values(payloads).flatMap((some) => some.slice(0, 2))])],
)

/** Of those, which name things: all of them in the long form. */
const names = inLength(planted, planted.slice(0, 8))

/** How many texts a place took, and how many it refused in words. */
export const tally: Record<string, { taken: number; refused: number }> = {}

/** Puts each text into one kind of place; it is taken, or refused in words. */
export async function plant(
  place: string,
  put: (text: string, at: number) => Promise<Got>,
  texts = names,
): Promise<Got['body'][]> {
  const bodies: Got['body'][] = []
  const count = { taken: 0, refused: 0 }
  tally[place] = count
  for (const [at, text] of texts.entries()) {
    const { status, body } = await put(text, at)
    if (status < 300) {
      count.taken++
      bodies.push(body)
      continue
    }
    assert.equal(status, 400, `${place}: ${status} to ${JSON.stringify(text)}: ${JSON.stringify(body)}`)
    count.refused++
  }
  assert.ok(count.taken > 0, `${place} took nothing`)
  return bodies
}

export const said = (text: string): JsonObject => ({ fr: text, en: text })
const today = new Date().toISOString().slice(0, 10)
const day = (at: number): string => `${today.slice(0, 8)}${String((at % 28) + 1).padStart(2, '0')}`

export const isFit = (text: string): boolean =>
  text.isWellFormed() && !text.includes('\0') && text.trim() !== '' && text.length <= 100

/** A text in each field that takes one; what a field refuses is left out of its row. */
const valuesOf = (text: string, at: number): JsonObject => ({
  texte: text,
  long: text,
  riche: text,
  json: { [text]: text, liste: [text] },
  lien: at % 2 ? text : `https://exemple.ci/?q=${text.replace(/[\s<>"\\^`{|}\p{C}]/gu, '')}`.slice(0, 2000),
  courriel:
    at % 2 ? text : `${text.replace(/[^\p{L}\p{N}!#$%&'*+/=?^_`{|}~]/gu, '').slice(0, 60)}@exemple.ci`,
  adresse: text,
  jour: day(at),
  nombre: at,
  choix: choices.includes(text) ? text : sample,
})

/** A choice is told from the others by its letters alone. */
const choices = planted
  .filter((text) => isFit(text) && /^\P{C}+$/u.test(text) && text.trim() === text)
  .filter(
    (text, at, all) => all.findIndex((other) => fold(other.normalize()) === fold(text.normalize())) === at,
  )

export interface Ground {
  readonly table: JsonObject & { id: number }
  readonly rows: readonly (JsonObject & { id: number })[]
}

const labels = planted.filter((text) => isFit(text) && text !== sample)

/** Of the table (0), its fields and sections: none is the sample, which is then seen to be a value. */
export const labelAt = (at: number): string => labels[at % labels.length]!

/** The table whose name, fields, choices, sections, rules and rows are hostile. */
export async function plantRows({ admin }: TestSugu): Promise<Ground> {
  const label = (at: number) => said(labelAt(at))
  const field = (slug: string, type: string, at: number, more: JsonObject = {}) => ({
    slug,
    type,
    label: label(at),
    help: label(at + 1),
    ...more,
  })
  const options = choices.map((value) => ({ value, label: said(value) }))
  const fields = [
    field('texte', 'text', 1, { max: 5000 }),
    field('long', 'long_text', 1),
    field('riche', 'rich_text', 2),
    field('json', 'json', 3),
    field('lien', 'url', 4),
    field('courriel', 'email', 5),
    field('adresse', 'slug', 6),
    field('choix', 'choice', 7, { options }),
    field('parent', 'reference', 8, { table: 'piege' }),
    field('amis', 'references', 9, { table: 'piege' }),
    field('jour', 'date', 10),
    field('nombre', 'integer', 11),
    field('calcul', 'formula', 12, { formula: `{texte} & ${quoted(sample)} & {long}` }),
    field('suivi', 'lookup', 13, { through: 'parent', field: 'texte' }),
  ]
  const rules = labels.slice(0, 20).map((value) => ({
    field: 'nombre',
    when: { field: 'texte', op: 'eq', value: `${value} ` },
    then: { required: true },
  }))
  const sections = [{ label: label(0), fields: ['texte', 'long', 'riche'] }]
  const table = await expecting(
    201,
    admin.post('/api/meta/tables/', {
      slug: 'piege',
      label: label(0),
      fields,
      rules,
      sections,
      title: 'texte',
      search: ['texte', 'long'],
    }),
  )
  const rows: (JsonObject & { id: number })[] = []
  for (const [at, text] of planted.entries()) {
    const before = rows.at(-1)?.id
    const linked = before === undefined ? {} : { parent: before, amis: [rows[0]!.id, before] }
    rows.push(await fill(admin, { ...valuesOf(text, at), ...linked }))
  }
  return { table, rows }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

type Admin = TestSugu['admin']

async function fill(admin: Admin, values: JsonObject): Promise<JsonObject & { id: number }> {
  const { status, body } = await admin.post('/api/piege/', values)
  if (status === 201) {
    note('taken', Object.keys(values))
    return body
  }
  assert.equal(status, 400, JSON.stringify([status, values, body]).slice(0, 600))
  // A body in which something would become the prototype of everything is not read at all.
  const refused = Object.keys(body.errors ?? { json: body.code })
  const rest = Object.fromEntries(Object.entries(values).filter(([slug]) => !refused.includes(slug)))
  assert.ok(Object.keys(rest).length < Object.keys(values).length, JSON.stringify(body))
  note('refused', refused)
  return fill(admin, rest)
}

function note(how: 'taken' | 'refused', slugs: readonly string[]): void {
  for (const slug of slugs) {
    tally[slug] ??= { taken: 0, refused: 0 }
    tally[slug][how]++
  }
}
