import { useMemo } from 'react'
import type { Field as ModelField } from '#model/fields/index.ts'
import { type Reason, reasons } from '#model/say-rule.ts'
import type { Wording } from '#model/say-where.ts'
import { offeredBy, useChoices } from '../../fields/choices.ts'
import { useLocale } from '../../fields/locale.ts'
import { queries } from '../../lib/query.ts'
import type { Field, Table } from '../../lib/table.ts'
import { asModel, type Form } from './use-form.ts'

/** How conditions of this table are put into words on this screen: choices by their labels, rows by their names. */
export function useWording(table: Table): Wording {
  const locale = useLocale()
  const choices = useChoices(table)
  return useMemo(
    () => ({
      locale,
      name(field, value) {
        if (field.type === 'choice')
          return offeredBy(field as Field, choices, locale.language).find((one) => one.value === value)?.label
        const isRow = field.type === 'reference' || field.type === 'references'
        return isRow ? queries.getQueryData<string>(['title', field.table, value]) : undefined
      },
    }),
    [locale, choices],
  )
}

/** What rules, and not the field itself, make of a field; all of it where it is hidden. */
export function whyOf(form: Form, field: ModelField, wording: Wording): readonly Reason[] {
  const decision = form.judged.decisions[field.slug]
  if (!decision) return []
  const table = asModel(form.table)
  return reasons(field, decision, table, wording).filter(({ rule }) => rule !== null)
}
