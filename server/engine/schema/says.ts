import type { Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import type { Index } from './stored.ts'
import type { Publish, Work } from './work.ts'

export const lockText: Record<'none' | 'brief', Text> = {
  none: { fr: 'Aucun : personne n’attend.', en: 'None: nobody waits.' },
  brief: {
    fr: 'Bref : lectures et écritures attendent moins d’un quart de seconde.',
    en: 'Brief: reads and writes wait less than a quarter of a second.',
  },
}

/** The sentence by which people know a step. */
export function saying(work: Work, table: Table): Text {
  switch (work.do) {
    case 'create-table':
      return { fr: `Créer la table « ${table.slug} »`, en: `Make the table "${table.slug}"` }
    case 'add-column':
      return named('Préparer la place du champ', 'Make room for the field', work.column.slug)
    case 'widen-column':
      return named('Élargir le champ', 'Widen the field', work.column.slug)
    case 'add-list':
      return named('Préparer la liste du champ', 'Make the list of the field', work.list.slug)
    case 'add-key':
      return named('Lier le champ à sa table', 'Tie the field to its table', work.key.slug)
    case 'drop-key':
      return named('Délier le champ de sa table', 'Untie the field from its table', work.key.slug)
    case 'drop-index':
      return index('Retirer', 'Remove', work.index)
    case 'add-index':
      return index('Construire', 'Build', work.index)
    case 'publish':
      return publishing(work, table)
    case 'convert':
      return named(
        'Convertir les valeurs de',
        'Convert the values of',
        slugs(work.pairs.map(({ to }) => to.slug)),
      )
    case 'number-rows':
      return named(
        'Numéroter les lignes dans',
        'Number the rows in',
        slugs(work.fields.map(({ slug }) => slug)),
      )
    case 'watch':
      return {
        fr: 'Noter ce qui s’écrit pendant la conversion',
        en: 'Note what is written during the conversion',
      }
    case 'settle':
      return {
        fr: 'Reprendre ce qui s’est écrit entre-temps',
        en: 'Catch up with what was written meanwhile',
      }
    case 'clear-orphans':
      return named(
        'Vider ce qui renvoie à des lignes supprimées dans',
        'Empty what leads to deleted rows in',
        work.key.slug,
      )
    case 'check-key':
      return named('Vérifier les liens de', 'Check the links of', work.key.slug)
    case 'fill-search':
      return { fr: 'Refaire le texte de recherche de chaque ligne', en: 'Make each row’s search text again' }
  }
}

const slugs = (list: readonly string[]): string => list.join(', ')
const named = (fr: string, en: string, slug: string): Text => ({
  fr: `${fr} « ${slug} »`,
  en: `${en} "${slug}"`,
})

function index(fr: string, en: string, { kind, slugs: of }: Index): Text {
  const what = {
    plain: ['l’index', 'the index'],
    unique: ['l’unicité', 'the uniqueness'],
    search: ['l’index de recherche', 'the search index'],
  }
  return named(`${fr} ${what[kind][0]} de`, `${en} ${what[kind][1]} of`, slugs(of))
}

function publishing({ after }: Publish, table: Table): Text {
  if (!after)
    return { fr: `Mettre la table « ${table.slug} » de côté`, en: `Put the table "${table.slug}" aside` }
  return { fr: 'Montrer la nouvelle structure à tous', en: 'Show everybody the new structure' }
}
