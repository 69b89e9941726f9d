import assert from 'node:assert/strict'
import type { JsonObject } from '#model/json.ts'
import { type ParseTableOptions, parseTable } from '#model/parse-table.ts'
import type { TableDraft } from '#model/table.ts'
import { wellSaid } from './field-promises.ts'

export const site: ParseTableOptions = {
  origin: 'site',
  exists: (slug) => ['contact', 'choix', 'users'].includes(slug),
}

export const quotes: JsonObject = {
  slug: 'devis',
  label: { fr: 'Devis', en: 'Quotes' },
  fields: [
    { slug: 'numero_devis', type: 'text', required: true, unique: true },
    { slug: 'montant_ht', type: 'decimal', digits: 14, places: 2 },
    { slug: 'statut', type: 'choice', table: 'choix', category: 'statut_devis' },
    { slug: 'priorite', type: 'choice', options: ['basse', 'haute'] },
    { slug: 'contact', type: 'reference', table: 'contact' },
    { slug: 'motif_refus', type: 'long_text' },
  ],
  rules: [
    {
      field: 'motif_refus',
      when: { all: [{ field: 'statut', op: 'ne', value: 'refuse' }] },
      then: { hidden: true },
    },
    {
      field: 'motif_refus',
      when: { all: [{ field: 'statut', op: 'eq', value: 'refuse' }] },
      then: { required: true },
    },
  ],
}

export function draft(input: unknown, options = site): TableDraft {
  const outcome = parseTable(input, options)
  assert.ok('draft' in outcome, JSON.stringify(outcome))
  return outcome.draft
}

/** The codes of what is wrong, by path; all well said. */
export function wrong(input: unknown, options = site): Record<string, string[]> {
  const outcome = parseTable(input, options)
  if ('draft' in outcome) return {}
  Object.values(outcome.problems).flat().forEach(wellSaid)
  return Object.fromEntries(
    Object.entries(outcome.problems).map(([path, list]) => [path, list.map(({ code }) => code)]),
  )
}

export const withFields = (...fields: JsonObject[]): JsonObject => ({ slug: 'essai', fields })
