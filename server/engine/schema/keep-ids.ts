import { renamedIn } from '#model/computed/computed.ts'
import type { Field } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { FieldDraft, Table } from '#model/table.ts'
import { canonical } from '../catalog/definition.ts'
import { columnType } from './stored.ts'

export interface WithIds {
  readonly fields: readonly Field[]
  readonly nextField: number
}

/**
 * Gives the fields of a definition their ids. `keptId` knows which column a field would keep. One that is worked out
 * keeps it where it is worked out in the same way from the same columns: else it gets a new one, to be filled.
 */
export function withIds(
  before: Table,
  drafts: readonly FieldDraft[],
  keptId: (draft: FieldDraft, i: number) => number | null,
  nextField: number,
): WithIds {
  let next = nextField
  const ids = new Map<FieldDraft, number>()
  const give = (draft: FieldDraft, i: number): number => {
    const known = ids.get(draft)
    if (known !== undefined) return known
    const candidate = keptId(draft, i)
    const keeps = candidate !== null && (!draft.computed || isSame(before, candidate, draft, idOf))
    const id = keeps ? candidate : next++
    ids.set(draft, id)
    return id
  }
  const idOf = (slug: string): number | undefined => {
    const i = drafts.findIndex((draft) => draft.slug === slug)
    return i < 0 ? undefined : give(drafts[i]!, i)
  }
  const fields = drafts.map((draft, i) => ({ ...draft, id: give(draft, i) }) as Field)
  return { fields, nextField: next }
}

function isSame(
  before: Table,
  id: number,
  draft: FieldDraft,
  idOf: (slug: string) => number | undefined,
): boolean {
  const was = before.fields.find((field) => field.id === id)
  if (!was?.computed || !draft.computed) return false
  if (columnType(was) !== columnType({ ...draft, id } as Field)) return false
  const wasMadeOf = renamedIn(was.computed, (slug) => named(findField(before, slug)?.id, slug))
  return canonical(wasMadeOf) === canonical(renamedIn(draft.computed, (slug) => named(idOf(slug), slug)))
}

/** The engine's own fields keep their name. */
const named = (id: number | undefined, slug: string): string => (id === undefined || id < 0 ? slug : `#${id}`)
