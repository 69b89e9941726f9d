import type { Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Index } from './stored.ts'
import type { Work, WorkName } from './work.ts'

export const lockText: Record<'none' | 'brief', Text> = {
  none: { fr: 'Aucun : personne n’attend.', en: 'None: nobody waits.' },
  brief: {
    fr: 'Bref : lectures et écritures attendent moins d’un quart de seconde.',
    en: 'Brief: reads and writes wait less than a quarter of a second.',
  },
}

/** The sentence by which people know a step. */
export const saying = (work: Work, table: Table): Text =>
  (sayings[work.do] as (work: Work, table: Table) => Text)(work, table)

const named = (fr: string, en: string, slug: string): Text => ({
  fr: `${fr} « ${slug} »`,
  en: `${en} "${slug}"`,
})
const both = (fr: string, en: string) => (): Text => ({ fr, en })

const sayings: { readonly [Name in WorkName]: (work: Extract<Work, { do: Name }>, table: Table) => Text } = {
  'create-table': (_work, table) => named('Créer la table', 'Make the table', table.slug),
  'add-column': ({ column }) => named('Préparer la place du champ', 'Make room for the field', column.slug),
  'add-list': ({ list }) => named('Préparer la liste du champ', 'Make the list of the field', list.slug),
  'add-key': ({ key }) => named('Lier à sa table le champ', 'Tie to its table the field', key.slug),
  'drop-key': ({ key }) => named('Délier de sa table le champ', 'Untie from its table the field', key.slug),
  'drop-index': ({ index }) => indexed('Retirer', 'Remove', index),
  'add-index': ({ index }) => indexed('Construire', 'Build', index),
  watch: both('Noter ce qui s’écrit pendant le travail', 'Note what is written during the work'),
  settle: both('Reprendre ce qui s’est écrit entre-temps', 'Catch up with what was written meanwhile'),
  publish: ({ after }, table) =>
    after
      ? { fr: 'Montrer la nouvelle structure à tous', en: 'Show everybody the new structure' }
      : named('Mettre de côté la table', 'Put aside the table', table.slug),
  convert: ({ pairs }) =>
    named('Convertir les valeurs de', 'Convert the values of', slugsOf(pairs.map(({ to }) => to))),
  'number-rows': ({ fields }) => named('Numéroter les lignes dans', 'Number the rows in', slugsOf(fields)),
  'clear-orphans': ({ key }) =>
    named(
      'Vider ce qui renvoie à des lignes supprimées dans',
      'Empty what leads to deleted rows in',
      key.slug,
    ),
  'check-key': ({ key }) => named('Vérifier les liens de', 'Check the links of', key.slug),
  'keep-computed': both(
    'Tenir les champs calculés à jour à chaque écriture',
    'Keep the computed fields up to date with each write',
  ),
  'fill-computed': ({ fields }) =>
    named('Calculer pour chaque ligne', 'Work out for each row', slugsOf(fields)),
  'fill-search': both('Refaire le texte de recherche de chaque ligne', 'Make each row’s search text again'),
}

const slugsOf = (fields: readonly { readonly slug: string }[]): string =>
  fields.map(({ slug }) => slug).join(', ')

function indexed(fr: string, en: string, { kind, slugs }: Index): Text {
  const [what, thing] = indexNames[kind]
  return named(`${fr} ${what} de`, `${en} ${thing} of`, slugs.join(', '))
}
const indexNames = {
  plain: ['l’index', 'the index'],
  unique: ['l’unicité', 'the uniqueness'],
  search: ['l’index de recherche', 'the search index'],
  count: ['l’index qui compte', 'the counting index'],
} as const
