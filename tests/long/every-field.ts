import type { FieldTypeName } from '#model/fields/index.ts'
import type { JsonObject } from '#model/json.ts'

const fields: Readonly<Record<FieldTypeName, JsonObject & { readonly slug: string }>> = {
  text: { slug: 'nom', required: true, max: 80 },
  long_text: { slug: 'notes' },
  rich_text: { slug: 'texte' },
  integer: { slug: 'nombre', min: -10, max: 1_000_000 },
  decimal: { slug: 'mesure', digits: 14, places: 2 },
  money: { slug: 'prix', currency: 'XOF' },
  boolean: { slug: 'ouvert' },
  date: { slug: 'jour' },
  datetime: { slug: 'instant' },
  choice: { slug: 'statut', options: ['ouvert', 'ferme'] },
  reference: { slug: 'parent', table: 'tout' },
  references: { slug: 'amis', table: 'tout' },
  phone: { slug: 'telephone' },
  email: { slug: 'courriel', unique: true },
  url: { slug: 'site_web' },
  slug: { slug: 'adresse', from: 'nom', unique: true },
  json: { slug: 'json' },
  location: { slug: 'lieu' },
  rating: { slug: 'note', max: 5 },
  auto_number: { slug: 'numero', prefix: 'T-', padding: 5 },
}

/** A field of each type, rules, search, uniqueness: a table through which every parser is reached. */
export const everyField: JsonObject = {
  slug: 'tout',
  label: { fr: 'Tout' },
  fields: Object.entries(fields).map(([type, field]) => ({ ...field, type, label: { fr: field.slug } })),
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
