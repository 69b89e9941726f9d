import type { Json, JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { inLength } from '../support/long.ts'
import type { TestSugu } from '../support/sugu.ts'
import { type Ground, isFit, labelAt, plant, planted, said, sample } from './hostile-ground.ts'

type Admin = TestSugu['admin']

/** Names of tables and fields, sections, choices, what a plan says: as many tables as there are texts. */
export const plantTables = ({ admin }: TestSugu): Promise<Json[]> =>
  plant('table', (text, at) =>
    admin.post('/api/meta/tables/', {
      slug: `t${at}`,
      label: said(text),
      fields: [
        { slug: 'nom', type: 'text', label: said(text), help: said(text) },
        { slug: 'sorte', type: 'choice', label: said(text), options: [{ value: 'a', label: said(text) }] },
      ],
      sections: [{ label: said(text), fields: ['nom', 'sorte'] }],
    }),
  )

/** Texts in the place of a formula: few are one, and none is more. */
export const plantFormulas = ({ admin }: TestSugu): Promise<Json[]> =>
  plant(
    'formula',
    (formula, at) =>
      admin.post('/api/meta/tables/', {
        slug: `f${at}`,
        fields: [
          { slug: 'nom', type: 'text' },
          { slug: 'calcul', type: 'formula', formula },
        ],
      }),
    planted,
  )

export interface Names {
  readonly views: Readonly<Record<string, number>>
  readonly dashboard: number
  readonly form: number
  readonly group: number
  readonly webhook: number
  readonly people: readonly { readonly id: number; readonly username: string }[]
}

const viewKinds: readonly (readonly [kind: string, settings: JsonObject])[] = [
  ['grid', { group: ['texte'] }],
  ['kanban', { board: 'choix', card: ['texte', 'riche', 'json', 'lien', 'parent', 'calcul'] }],
  ['calendar', { from: 'jour', colour: 'choix' }],
  ['gallery', { card: ['texte', 'long', 'riche', 'json', 'lien', 'courriel', 'suivi'], colour: 'choix' }],
  ['chart', { group: ['texte'], measure: 'count', chart: 'bars' }],
]

/** What people name: views, dashboards and cards, groups, webhooks, tokens, people, the site, public forms. */
export async function plantNames(sugu: TestSugu, { table, rows }: Ground): Promise<Names> {
  const { admin } = sugu
  const views: Record<string, number> = {}
  for (const [kind, settings] of viewKinds) {
    const view = { table: table.id, name: labelAt(0), kind, settings }
    views[kind] = (await expecting(201, admin.post('/api/views/', view))).id
  }
  await plant('view', (name) => admin.post('/api/views/', { table: table.id, name, kind: 'grid' }))
  const [dashboard] = await plant('dashboard', (name, at) =>
    admin.post('/api/dashboards/', { name, cards: at === 0 ? cards(table.id) : [] }),
  )
  const [group] = await plant('group', (name, at) => admin.post('/api/groups/', { name, ...rights(at) }))
  const [webhook] = await plant('webhook', (name) =>
    admin.post('/api/webhooks/', { name, address: 'https://exemple.ci/', active: false }),
  )
  await plant(
    'token',
    (name) => admin.post('/api/tokens/', { name, rights: { piege: { read: true } }, expires: '2026-12-31' }),
    planted.slice(0, 8),
  )
  const people = await plantPeople(admin, group.id)
  await plant('comment', (text) =>
    admin.post(`/api/comments/on/piege/${rows[0]!.id}/`, {
      text: `${text} @${people[0]!.username}`,
      mentions: [],
    }),
  )
  await beTold(sugu, people[0]!.username, rows[0]!.id)
  const forms = await plant('form', (text) => admin.post('/api/entry_forms/', entryForm(table.id, text)))
  await plant('site', (name) => admin.patch('/api/administration/site/', { name }))
  await expecting(200, admin.patch('/api/administration/site/', { name: sample }))
  return {
    views,
    dashboard: dashboard.id,
    form: forms[0].id,
    group: group.id,
    webhook: webhook.id,
    people,
  }
}

const rights = (at: number): JsonObject =>
  at === 0 ? { permissions: { piege: { read: true, update: true } } } : {}

const cards = (table: number): Json =>
  planted
    .filter((text) => isFit(text))
    .slice(0, 36)
    .map((title, at) => ({
      kind: (['figure', 'list', 'chart'] as const)[at % 3]!,
      table,
      title,
      ...[
        { measure: 'count' },
        { fields: ['texte', 'riche', 'parent'], rows: 5 },
        { group: ['choix'], measure: 'count' },
      ][at % 3],
    }))

/** The administrator, whose own name is one, hears of a row from somebody whose name is one. */
async function beTold({ admin, signIn }: TestSugu, username: string, row: number): Promise<void> {
  const me = await expecting(200, admin.patch('/api/users/me/', { first_name: sample, last_name: sample }))
  const other = await signIn(username, password)
  await expecting(201, other.post(`/api/comments/on/piege/${row}/`, { text: sample, mentions: [me.id] }))
}

const password = 'un-pagne-bleu-plié-en-quatre'

async function plantPeople(admin: Admin, group: number): Promise<{ id: number; username: string }[]> {
  return plant(
    'person',
    (text, at) =>
      admin.post('/api/users/', {
        username: `personne${at}`,
        first_name: text,
        last_name: text,
        bio: text,
        password,
        groups: [group],
      }),
    inLength(planted, planted.slice(0, 2)),
  )
}

const entryForm = (table: number, text: string): JsonObject => ({
  table,
  name: text,
  intro: text,
  button: text.slice(0, 40),
  confirmation: text,
  question: text,
  expected: 'oui',
  asked_fields: ['texte', 'long', 'choix', 'lien'].map((field) => ({
    field,
    label: said(text),
    help: said(text),
  })),
})
