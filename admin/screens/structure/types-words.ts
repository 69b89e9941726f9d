import { fieldTypes } from '#model/fields/index.ts'
import type { Text } from '#model/language.ts'
import { isComputed, type Kind } from './draft.ts'

/** Types as they are offered: what one writes first, then what one counts, and so on. */
export const shelves: readonly {
  readonly label: readonly [fr: string, en: string]
  readonly kinds: readonly Kind[]
}[] = [
  { label: ['Texte', 'Text'], kinds: ['text', 'long_text', 'rich_text', 'email', 'phone', 'url', 'slug'] },
  { label: ['Nombre', 'Number'], kinds: ['integer', 'decimal', 'money', 'rating', 'auto_number'] },
  { label: ['Choix et dates', 'Choices and dates'], kinds: ['choice', 'boolean', 'date', 'datetime'] },
  { label: ['Liens', 'Links'], kinds: ['reference', 'references'] },
  { label: ['Calculé par Sugu', 'Worked out by Sugu'], kinds: ['formula', 'lookup', 'rollup'] },
  { label: ['Autres', 'Others'], kinds: ['location', 'json'] },
]

const computed: Readonly<Record<'formula' | 'lookup' | 'rollup', { label: Text; example: Text }>> = {
  formula: {
    label: { fr: 'Formule', en: 'Formula' },
    example: { fr: '{prix} * {quantite}', en: '{price} * {quantity}' },
  },
  lookup: {
    label: { fr: 'Valeur liée', en: 'Lookup' },
    example: { fr: 'le téléphone du client', en: 'the customer’s phone' },
  },
  rollup: {
    label: { fr: 'Total de lignes liées', en: 'Rollup' },
    example: { fr: 'la somme de ses devis', en: 'the sum of its quotes' },
  },
}

/** A link is known by the row that it leads to, not by its number. */
const better: Partial<Record<Kind, Text>> = {
  reference: { fr: 'Awa Koné (dans Contacts)', en: 'Awa Koné (in Contacts)' },
  references: { fr: 'Awa Koné, Moussa Diarra', en: 'Awa Koné, Moussa Diarra' },
}

export const labelOfKind = (kind: Kind): Text =>
  isComputed(kind) ? computed[kind].label : fieldTypes[kind].label

export const exampleOfKind = (kind: Kind): Text =>
  better[kind] ?? (isComputed(kind) ? computed[kind].example : fieldTypes[kind].example)
