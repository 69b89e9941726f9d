import type { Field } from '#model/fields/index.ts'
import type { FieldDraft, TableDraft } from '#model/table.ts'
import { withIds } from './keep-ids.ts'
import type { Made } from './make-table.ts'
import type { Entry } from './registry.ts'
import { keepsValues } from './same-values.ts'

/** The draft with the ids that its fields have already: those of their name, or of a name that they had. */
export function matchFields({ table, nextField }: Entry, draft: TableDraft): Made {
  const keptId = (field: FieldDraft): number | null => {
    const known = formerOf(field, table.fields, draft)
    if (!known) return null
    return field.computed || keepsValues(known, { ...field, id: known.id } as Field) ? known.id : null
  }
  const { fields, nextField: next } = withIds(table, draft.fields, keptId, nextField)
  const { id, owner, origin, version } = table
  return { table: { ...draft, fields, id, owner, origin, version }, nextField: next }
}

const formerOf = (field: FieldDraft, known: readonly Field[], draft: TableDraft): Field | undefined =>
  known.find(({ slug }) => slug === field.slug) ??
  known.find(
    ({ slug }) => field.aliases?.includes(slug) && !draft.fields.some((other) => other.slug === slug),
  )
