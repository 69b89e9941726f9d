import { type Computed, namesIn } from '#model/computed/computed.ts'
import type { Field } from '#model/fields/index.ts'
import { type Problem, problemsOf } from '#model/problem.ts'
import type { Table } from '#model/table.ts'
import { cycleIn } from '../computed/cycles.ts'
import { knownTables } from '../computed/known-tables.ts'
import { structureError } from './errors.ts'
import type { Runs } from './scan.ts'

const problem = problemsOf({
  'computed.in_use': {
    fr: 'Le champ « {field} » sert à calculer {users}. Changez ou supprimez d’abord ce calcul.',
    en: 'The field "{field}" is used to work out {users}. Change or drop that first.',
  },
})

/**
 * What other tables work out from this one stays possible, and nothing is worked out from itself. Throws where the whole
 * table is to go; else answers what is wrong.
 */
export async function brokenBy(owner: Runs, before: Table, after: Table | null): Promise<Problem | null> {
  const known = new Map(await knownTables(owner, after ? [after] : []))
  const users = [...known.values()].flatMap((table) => usersIn(table, before.id))
  if (!after) {
    if (users.length === 0) return null
    throw structureError('table.in_use', { fields: users.map(({ name }) => name).join(', ') })
  }
  for (const field of before.fields) {
    if (after.fields.some(({ id, type }) => id === field.id && isLink(type) === isLink(field.type))) continue
    const some = users.filter(({ computed }) => idsIn(computed).includes(field.id))
    if (some.length > 0)
      return problem('computed.in_use', { field: field.slug, users: some.map(({ name }) => name).join(', ') })
  }
  known.set(after.id, after)
  return cycleIn(after, known)
}

const isLink = (type: Field['type']): boolean => type === 'reference' || type === 'references'

interface User {
  readonly name: string
  readonly computed: Exclude<Computed, { type: 'formula' }>
}

/** Its fields that read that table. */
const usersIn = (table: Table, id: number): User[] =>
  table.fields.flatMap(({ slug, computed }) =>
    computed && computed.type !== 'formula' && computed.table === id && table.id !== id
      ? [{ name: `${table.slug}.${slug}`, computed }]
      : [],
  )

/** The fields of the other table that it names. */
function idsIn(computed: User['computed']): number[] {
  const where = computed.type === 'rollup' && computed.where ? namesIn(computed.where) : []
  const by = computed.type === 'rollup' ? computed.by : undefined
  return [
    ...[computed.field, by].filter((mention) => typeof mention === 'number'),
    ...where.filter((name) => name.startsWith('#')).map((name) => Number(name.slice(1))),
  ]
}
