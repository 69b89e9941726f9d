import type { Field } from './index.ts'

/** What every row has beside its own fields, as fields: filters and orders treat all alike. */
export const systemFields: readonly Field[] = [
  { id: -1, slug: 'id', type: 'integer', label: { fr: 'Numéro', en: 'Number' }, readonly: true },
  { id: -2, slug: 'version', type: 'integer', label: { fr: 'Version', en: 'Version' }, readonly: true },
  {
    id: -3,
    slug: 'created_at',
    type: 'datetime',
    label: { fr: 'Créé le', en: 'Created at' },
    readonly: true,
  },
  {
    id: -4,
    slug: 'updated_at',
    type: 'datetime',
    label: { fr: 'Modifié le', en: 'Updated at' },
    readonly: true,
  },
  {
    id: -5,
    slug: 'created_by',
    type: 'reference',
    table: 'users',
    label: { fr: 'Créé par', en: 'Created by' },
    readonly: true,
  },
]

const bySlug: ReadonlyMap<string, Field> = new Map(systemFields.map((field) => [field.slug, field]))
export const systemField = (slug: string): Field | undefined => bySlug.get(slug)
