import type { ReactNode } from 'react'
import { fieldTypeOf } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import { useLocale } from '../../fields/locale.ts'
import { useFormat } from '../../lib/format.ts'
import type { Table } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import type { Measured } from './summary.ts'

const words = dictionary({
  count: ['Nombre de lignes', 'Number of rows'],
  sum: (of: string) => [`Somme de « ${of} »`, `Sum of “${of}”`],
  avg: (of: string) => [`Moyenne de « ${of} »`, `Average of “${of}”`],
  min: (of: string) => [`Plus petit « ${of} »`, `Smallest “${of}”`],
  max: (of: string) => [`Plus grand « ${of} »`, `Greatest “${of}”`],
  filled: (of: string) => [`Lignes où « ${of} » est rempli`, `Rows where “${of}” is filled in`],
})

/** A measure as a person says it: `Somme de « Montant HT »`. */
export function useMeasureName(table: Table): (measure: string | undefined) => string {
  const w = useWords(words)
  const say = useSay()
  return (measure = 'count') => {
    const [kind, slug] = measure.split(':')
    const field = table.fields.find((one) => one.slug === slug)
    if (kind === 'count' || !field) return w.count
    return w[kind as 'sum'](say(field.label))
  }
}

/** A measure's value as people there write it: money as money, days as days. */
export function useMeasureText(table: Table): (measure: string | undefined, value: Json) => string {
  const f = useFormat()
  const locale = useLocale()
  return (measure = 'count', value) => {
    const [kind, slug] = measure.split(':')
    const field = table.fields.find((one) => one.slug === slug)
    if (value === null || value === undefined) return '–'
    if (!field || kind === 'count' || kind === 'filled') return f.number(String(value))
    if (field.type === 'money' && kind !== 'avg') return f.money(String(value), field.currency)
    if (kind === 'sum' || kind === 'avg') return f.number(String(value))
    try {
      return (fieldTypeOf(field) as { write(field: unknown, value: Json, locale: unknown): string }).write(
        field,
        value,
        locale,
      )
    } catch {
      return String(value)
    }
  }
}

/** What is told of some rows, beside how many they are. */
export function MeasureText({
  table,
  measure,
  told,
}: {
  table: Table
  measure: string | undefined
  told: Measured
}): ReactNode {
  const text = useMeasureText(table)
  const name = useMeasureName(table)
  if (!measure || measure === 'count') return null
  return <span title={name(measure)}>{text(measure, told.values[measure] ?? null)}</span>
}
