import type { Context } from '#engine/context.ts'
import { showing } from '#engine/records/shown.ts'
import type { Field } from '#model/fields/index.ts'
import type { Row } from '#model/row.ts'
import type { Table } from '#model/table.ts'
import type { FollowedLine } from './follow.ts'
import { notify, titleFor } from './notify.ts'
import { peopleNamed, thoseWhoSee } from './people.ts'
import { linesOf } from './sight.ts'

/** A row now names them, in a field of people, and somebody else wrote it there: they are told, if they may see both. */
export async function tellAssigned(ctx: Context, lines: readonly FollowedLine[]): Promise<void> {
  for (const [id, ofTable] of Map.groupBy(lines, ({ table_id }) => table_id)) {
    const table = ctx.catalog.byId(id)
    const fields = table && ofPeople(table)
    if (!table || !fields || fields.length === 0) continue
    const found = await linesOf(
      ctx,
      table,
      ofTable.map(({ seq }) => seq),
      true,
    )
    const told = new Set<string>()
    for (const { now, before, actor, batch } of found) {
      if (!now || batch !== null) continue
      for (const field of fields)
        for (const person of newlyIn(field, before ?? null, now)) {
          const name = `${now.id} ${field.slug} ${person}`
          if (told.has(name) || personIn(actor) === person) continue
          told.add(name)
          await tellOne(ctx, table, field, now, person, actor)
        }
    }
  }
}

/** Of the tables that people work with; those of the house name people for other reasons. */
const ofPeople = (table: Table): readonly Field[] =>
  table.personal || houseTables.has(table.slug)
    ? []
    : table.fields.filter(
        (field) => (field.type === 'reference' || field.type === 'references') && field.table === 'users',
      )
/** Whether a row of it may give somebody something to do. */
export const namesPeople = (table: Table): boolean => ofPeople(table).length > 0

const houseTables: ReadonlySet<string> = new Set([
  'users',
  'memberships',
  'groups',
  'sites',
  'comments',
  'webhooks',
])

const idsIn = (value: unknown): readonly number[] =>
  Array.isArray(value) ? (value as number[]) : typeof value === 'number' ? [value] : []

const personIn = (actor: string): number | null => Number(/^user:(\d+)/.exec(actor)?.[1] ?? 0) || null

const newlyIn = ({ slug }: Field, before: Row | null, now: Row): readonly number[] => {
  const old = new Set(idsIn(before?.[slug]))
  return idsIn(now[slug]).filter((id) => !old.has(id))
}

async function tellOne(
  ctx: Context,
  table: Table,
  field: Field,
  row: Row,
  person: number,
  actor: string,
): Promise<void> {
  const theirs = (await thoseWhoSee(ctx, table, row, [person])).get(person)
  if (!theirs || !showing(theirs, table, row)(field.slug)) return
  const by = personIn(actor)
  const who = by === null ? null : ((await peopleNamed(ctx, [by])).get(by)?.name ?? null)
  const data = { who, title: titleFor(theirs, table, row), field: field.label }
  await notify(ctx, [{ person, kind: 'assigned', table, row: Number(row.id), data: data as never }])
}
