import type { Json, JsonObject } from '#model/json.ts'

/** Fifteen fields and twenty rules that look at one another: what a form has to follow as the server does. */
const fields: readonly JsonObject[] = [
  { slug: 'titre', type: 'text', required: true, max: 30 },
  {
    slug: 'statut',
    type: 'choice',
    options: ['brouillon', 'envoye', 'accepte', 'refuse', 'clos'],
    default: 'brouillon',
  },
  { slug: 'motif', type: 'long_text' },
  { slug: 'priorite', type: 'choice', options: ['basse', 'normale', 'haute'] },
  { slug: 'type_projet', type: 'choice', table: 'choix', category: 'type_projet' },
  { slug: 'montant', type: 'decimal', digits: 12, places: 2, min: 0 },
  { slug: 'remise', type: 'integer', min: 0, max: 100 },
  { slug: 'acompte', type: 'money', currency: 'XOF' },
  { slug: 'debut', type: 'date' },
  { slug: 'fin', type: 'date', min: '2020-01-01' },
  { slug: 'urgent', type: 'boolean' },
  { slug: 'telephone', type: 'phone' },
  { slug: 'contact', type: 'reference', table: 'contact' },
  { slug: 'equipe', type: 'references', table: 'contact' },
  { slug: 'note', type: 'rating', max: 5 },
]

const when = (field: string, op: string, value?: unknown) => ({
  field,
  op,
  ...(value !== undefined && { value }),
})
const today = { var: 'today' }

const rules = [
  { field: 'motif', when: when('statut', 'ne', 'refuse'), then: { hidden: true } },
  { field: 'motif', when: when('statut', 'eq', 'refuse'), then: { required: true } },
  { field: 'fin', when: when('statut', 'in', ['accepte', 'clos']), then: { required: true } },
  { field: 'statut', when: when('montant', 'isnull'), then: { options: ['brouillon', 'refuse'] } },
  { field: 'statut', when: when('debut', 'gt', today), then: { options: ['brouillon', 'envoye'] } },
  { field: 'remise', when: when('montant', 'lt', '1000'), then: { hidden: true } },
  {
    field: 'remise',
    when: { all: [when('urgent', 'eq', true), when('priorite', 'eq', 'haute')] },
    then: { value: 0 },
  },
  { field: 'acompte', when: when('remise', 'gt', 50), then: { required: true } },
  { field: 'acompte', when: when('statut', 'eq', 'clos'), then: { readonly: true } },
  { field: 'priorite', when: when('urgent', 'eq', true), then: { options: ['haute'] } },
  { field: 'priorite', when: when('titre', 'icontains', 'été'), then: { required: true } },
  {
    field: 'telephone',
    when: { any: [when('urgent', 'eq', true), when('contact', 'isnull')] },
    then: { required: true },
  },
  { field: 'telephone', when: { not: when('urgent', 'eq', true) }, then: { required: false } },
  { field: 'contact', when: when('type_projet', 'eq', 'interne'), then: { hidden: true } },
  { field: 'equipe', when: when('contact', 'isnull', false), then: { required: true } },
  { field: 'note', when: when('statut', 'ne', 'clos'), then: { hidden: true } },
  { field: 'note', when: when('equipe', 'isnull'), then: { readonly: true } },
  { field: 'fin', when: when('debut', 'range', ['2026-01-01', '2026-06-30']), then: { value: '2026-12-31' } },
  { field: 'type_projet', when: when('priorite', 'eq', 'basse'), then: { required: true } },
  {
    field: 'debut',
    when: { all: [when('fin', 'isnull', false), when('created_by', 'eq', { var: 'me' })] },
    then: { required: true },
  },
]

export const conditional = {
  slug: 'conditionnelle',
  label: 'Conditionnelle',
  fields,
  rules,
} as unknown as JsonObject

/** Always the same values for the same seed: a difference can be seen again. */
export function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}

/** What people type, and what nobody should. */
const kinds: Readonly<Record<string, { readonly good: readonly Json[]; readonly bad: readonly Json[] }>> = {
  titre: {
    good: ['Toiture', 'Projet d’été', 'ETE', '<img src=x onerror=alert(1)>'],
    bad: ['x'.repeat(31), 12, 'a\u0000b'],
  },
  statut: { good: ['brouillon', 'envoye', 'accepte', 'refuse', 'clos'], bad: ['Refusé', true] },
  motif: { good: ['Trop cher', 'Hors délai'], bad: [['x']] },
  priorite: { good: ['basse', 'normale', 'haute'], bad: ['urgente'] },
  type_projet: { good: ['interne', 'externe', 'etude'], bad: ['inconnu'] },
  montant: { good: ['999.99', '1000', 12.5, 0, '250000.00'], bad: ['-1', '1e9', '12345678901.00'] },
  remise: { good: [0, 49, 51, 100, '20'], bad: [101, 1.5] },
  acompte: { good: [0, 5000, '200', -200], bad: ['12.5', 'beaucoup'] },
  debut: {
    good: ['2026-03-01', '2026-06-30', '2026-07-01', '2090-01-01', '2019-12-31'],
    bad: ['2027-02-30'],
  },
  fin: { good: ['2026-03-01', '2030-01-01', '2020-01-01'], bad: ['2019-12-31', 'demain'] },
  urgent: { good: [true, false, 'true'], bad: ['oui'] },
  telephone: { good: ['+2250707123456', '0505112233', '+33612345678', ''], bad: ['06 12', '+22312'] },
  contact: { good: [1, 2, '2'], bad: ['Awa'] },
  equipe: { good: [[], [1], [2, 1]], bad: ['x', [1.5]] },
  note: { good: [1, 3, 5], bad: [6, 0] },
}

/** Each field left alone, emptied, or filled with something; in a fifth of them, with something wrong here and there. */
export function filling(random: () => number): Record<string, Json> {
  const some: Record<string, Json> = {}
  const isWild = random() < 0.2
  for (const [slug, { good, bad }] of Object.entries(kinds)) {
    const luck = random()
    if (luck < 0.3) continue
    const values = isWild && random() < 0.15 ? bad : good
    some[slug] = luck < 0.36 ? null : values[Math.floor(random() * values.length)]!
  }
  return some
}
