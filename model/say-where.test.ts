import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft } from '../tests/support/definitions.ts'
import type { Field } from './fields/index.ts'
import type { JsonObject } from './json.ts'
import type { Language, Locale } from './language.ts'
import { decide } from './rules.ts'
import { reasons, sayRule } from './say-rule.ts'
import { sayWhere, type Wording } from './say-where.ts'
import type { Table } from './table.ts'
import type { Where } from './where.ts'

const definition: JsonObject = {
  slug: 'devis',
  fields: [
    { slug: 'statut', type: 'choice', options: [{ value: 'refuse', label: 'Refusé' }, 'envoye'] },
    { slug: 'montant', type: 'money', currency: 'XOF' },
    { slug: 'echeance', type: 'date', label: 'Échéance' },
    { slug: 'contact', type: 'reference', table: 'contact' },
    { slug: 'motif', type: 'text', required: true },
    { slug: 'urgent', type: 'boolean' },
  ],
  rules: [
    { field: 'motif', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
    {
      field: 'echeance',
      when: { field: 'urgent', op: 'eq', value: true },
      then: { required: true, readonly: true },
    },
    { field: 'statut', when: { field: 'montant', op: 'gt', value: 5000 }, then: { options: ['envoye'] } },
    { field: 'montant', when: { field: 'urgent', op: 'isnull' }, then: { value: 1000 } },
  ],
}

const table = (() => {
  const made = draft(definition)
  const fields = made.fields.map((field, i) => ({ ...field, id: i + 1 }) as Field)
  return { ...made, fields, id: 1, origin: 'site', owner: 1, version: 1 } satisfies Table
})()

const wording = (language: Language): Wording => ({
  locale: { language, country: 'CI', currency: 'XOF', timeZone: 'Africa/Abidjan' } satisfies Locale,
  name: (field, value) => (field.slug === 'contact' && value === 3 ? 'Awa Koné' : undefined),
})

const says = (where: Where, language: Language = 'fr'): string =>
  sayWhere(where, table, wording(language)).replaceAll('\u00a0', ' ')

const leaf = (field: string, op: string, value?: unknown) => ({ field, op, value }) as Where

test('a condition is said as people say it, in French and in English', () => {
  assert.equal(says(leaf('statut', 'eq', 'refuse')), 'Statut est « Refusé »')
  assert.equal(says(leaf('statut', 'in', ['refuse', 'envoye'])), 'Statut est « Refusé » ou « Envoye »')
  assert.equal(says(leaf('montant', 'range', [1000, 25000])), 'Montant est entre 1 000 FCFA et 25 000 FCFA')
  assert.equal(says(leaf('echeance', 'lt', { var: 'today' })), 'Échéance est avant aujourd’hui')
  assert.equal(says(leaf('echeance', 'gte', '2026-12-31')), 'Échéance n’est pas avant le 31/12/2026')
  assert.equal(says(leaf('contact', 'eq', 3)), 'Contact est « Awa Koné »')
  assert.equal(says(leaf('motif', 'contains', 'prix')), 'Motif contient « prix »')
  assert.equal(says(leaf('urgent', 'eq', true)), 'Urgent est oui')
  assert.equal(says(leaf('motif', 'isnull', false)), 'Motif n’est pas vide')
  assert.equal(says(leaf('echeance', 'lt', { var: 'today' }), 'en'), 'Échéance is before today')
  assert.equal(says(leaf('montant', 'gt', 1000), 'en'), 'Montant is more than 1,000 FCFA')
})

test('groups are joined by et and ou, in parentheses where both meet', () => {
  const either: Where = { any: [leaf('urgent', 'eq', true), leaf('motif', 'isnull')] }
  assert.equal(
    says({ all: [leaf('montant', 'gt', 5), either] }),
    'Montant est plus grand que 5 FCFA et (Urgent est oui ou Motif est vide)',
  )
  assert.equal(
    says({ not: { all: [leaf('motif', 'isnull'), leaf('urgent', 'isnull')] } }),
    'il est faux que Motif est vide et Urgent est vide',
  )
  assert.equal(says({ all: [] }), 'c’est toujours ainsi')
  assert.equal(says({ any: [{ all: [leaf('urgent', 'isnull')] }] }), 'Urgent est vide')
})

test('what a stranger may have written in a rule stays text', () => {
  assert.equal(says(leaf('nulle_part', 'eq', '<b>')), 'nulle_part')
  assert.equal(says(leaf('motif', 'eq', '<img src=x>')), 'Motif est « <img src=x> »')
})

test('a rule is a sentence', () => {
  const said = (i: number, language: Language) =>
    sayRule(table.rules[i]!, table, wording(language)).replaceAll('\u00a0', ' ')
  assert.equal(said(0, 'fr'), 'Quand Statut n’est pas « Refusé », Motif est masqué.')
  assert.equal(said(1, 'fr'), 'Quand Urgent est oui, Échéance est obligatoire et est en lecture seule.')
  assert.equal(
    said(2, 'fr'),
    'Quand Montant est plus grand que 5 000 FCFA, Statut ne propose que « Envoye ».',
  )
  assert.equal(said(3, 'en'), 'When Urgent is empty, Montant takes the value 1,000 FCFA.')
})

test('why a field is hidden, required, read-only, limited or set: the rule, and its words', () => {
  const row = { statut: 'envoye', urgent: true, montant: 9000 }
  const decisions = decide(table, row, { me: 1, today: '2026-11-21' })
  const why = (slug: string) => {
    const field = table.fields.find((one) => one.slug === slug)!
    return reasons(field, decisions[slug]!, table, wording('fr')).map(
      ({ effect, rule, says: said }) => `${effect} ${rule} ${said.replaceAll('\u00a0', ' ')}`,
    )
  }
  assert.deepEqual(why('motif'), ['hidden 0 Masqué, car Statut n’est pas « Refusé ».'])
  assert.deepEqual(why('echeance'), [
    'required 1 Obligatoire, car Urgent est oui.',
    'readonly 1 En lecture seule, car Urgent est oui.',
  ])
  assert.deepEqual(why('statut'), [
    'options 2 Limité à « Envoye », car Montant est plus grand que 5 000 FCFA.',
  ])
  assert.deepEqual(why('urgent'), [])
})

test('what no rule decides is the field’s own', () => {
  const decisions = decide(table, { statut: 'refuse' }, { me: 1, today: '2026-11-21' })
  const motif = table.fields.find(({ slug }) => slug === 'motif')!
  assert.deepEqual(reasons(motif, decisions.motif!, table, wording('fr')), [
    { effect: 'required', rule: null, says: 'Obligatoire, toujours.' },
  ])
})
