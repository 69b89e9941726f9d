import type { JsonObject } from '#model/json.ts'

const named = (slug: string, type: string, settings: JsonObject = {}): JsonObject => ({
  slug,
  type,
  label: { fr: slug },
  ...settings,
})

/** A field of each type, rules, search, uniqueness: a table through which every parser is reached. */
export const everyField: JsonObject = {
  slug: 'tout',
  label: { fr: 'Tout' },
  fields: [
    named('nom', 'text', { required: true, max: 80 }),
    named('notes', 'long_text'),
    named('nombre', 'integer', { min: -10, max: 1_000_000 }),
    named('mesure', 'decimal', { digits: 14, places: 2 }),
    named('prix', 'money', { currency: 'XOF' }),
    named('ouvert', 'boolean'),
    named('jour', 'date'),
    named('instant', 'datetime'),
    named('statut', 'choice', { options: ['ouvert', 'ferme'] }),
    named('parent', 'reference', { table: 'tout' }),
    named('amis', 'references', { table: 'tout' }),
    named('telephone', 'phone'),
    named('courriel', 'email', { unique: true }),
    named('site_web', 'url'),
    named('adresse', 'slug', { from: 'nom', unique: true }),
    named('json', 'json'),
    named('lieu', 'location'),
    named('note', 'rating', { max: 5 }),
    named('numero', 'auto_number', { prefix: 'T-', padding: 5 }),
  ],
  rules: [
    {
      field: 'notes',
      when: { all: [{ field: 'statut', op: 'eq', value: 'ferme' }] },
      then: { required: true },
    },
  ],
  search: ['nom', 'notes', 'courriel'],
  title: 'nom',
}
