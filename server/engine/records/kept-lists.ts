import type { Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import type { ListPlan } from './list.ts'
import { todayAt } from './where-scope.ts'

const kept = new Map<string, ListPlan>()
const mostKept = 300
const longest = 1000

/**
 * What a list's address asks for, as it was read, allowed and written the last time. It is the same for the same person
 * under the same definitions and rights, which are other objects as soon as they have moved; that they have not is
 * still told by the stamps of each batch.
 */
export function keptList(ctx: Context, table: Table, query: string, plan: () => ListPlan): ListPlan {
  if (query.length > longest) return plan()
  const key = `${numberOf(ctx.catalog)} ${numberOf(ctx.actor)} ${numberOf(ctx.site)} ${table.id} ${ctx.language} ${todayAt(ctx)} ${query}`
  const known = kept.get(key)
  const found = known ?? plan()
  if (known) kept.delete(key)
  else if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  kept.set(key, found)
  return found
}

/** Numbers are never used twice, and keep nothing alive. */
function numberOf(object: object): number {
  const known = numbers.get(object)
  if (known !== undefined) return known
  numbers.set(object, ++given)
  return given
}
const numbers = new WeakMap<object, number>()
let given = 0
