import { systemFields } from '#model/fields/system.ts'
import type { Text } from '#model/language.ts'
import type { Table } from '../../lib/table.ts'
import type { Words } from '../../lib/words.ts'
import type { words } from './words.ts'

/** `Statut`, `Date de début (mois)` */
export function groupName(
  table: Table,
  grouping: string | undefined,
  say: (text: Text | undefined) => string,
  w: Words<typeof words>,
): string {
  const [slug, period] = (grouping ?? '').split(':')
  const field = table.fields.find((one) => one.slug === slug) ?? systemFields.find((one) => one.slug === slug)
  const name = say(field?.label)
  return period ? `${name} (${w[period as 'month'].toLowerCase()})` : name
}
