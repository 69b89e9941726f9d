import { useTableIfAny, useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { groupName } from '../chart/group-name.ts'
import { words as chartWords } from '../chart/words.ts'
import { useMeasureName } from '../views/MeasureText.tsx'
import type { SeenCard } from './dashboards.ts'
import { words } from './words.ts'

/** As it was called, or as it says itself: « Devis : Somme de « Montant HT » par Statut ». */
export function useCardTitle(card: SeenCard): string {
  const w = useWords(words)
  const c = useWords(chartWords)
  const say = useSay()
  const here = useTables().find(({ slug }) => !('closed' in card) && slug === card.slug)
  const table = useTableIfAny('closed' in card ? null : card.slug)
  const measureName = useMeasureName(table ?? none)
  if ('closed' in card) return w[card.kind]
  if (card.title) return card.title
  const name = say(here?.label)
  if (card.kind === 'list' || !table) return name
  const measure = measureName(card.measure)
  const [group] = card.group ?? []
  const what = card.measure && card.measure !== 'count' ? `${name} : ${measure}` : name
  return card.kind === 'chart' && group ? w.by(what, groupName(table, group, say, c)) : what
}

const none = { fields: [] } as never
