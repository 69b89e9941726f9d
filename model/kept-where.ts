import { complain, type Found } from './definition.ts'
import { isObject, type Json } from './json.ts'
import type { Table } from './table.ts'
import { type Where, whereLimits } from './where.ts'
import { type ParseWhereOptions, parseWhere } from './where-parse.ts'

/**
 * A condition that was kept: in current names, without the comparisons whose field is gone, or closed to whoever asks.
 * It then covers more rows than it was meant to, never a row that they may not read.
 */
export function readKeptWhere(
  found: Found,
  path: string,
  input: Json,
  table: Table,
  options: ParseWhereOptions,
): Where | undefined {
  const parsed = parseWhere(input, table, options)
  if ('where' in parsed) return parsed.where
  for (const what of parsed.problems) complain(found, path, what)
  return pruned(input, 1, (leaf) => {
    const read = parseWhere(leaf, table, options)
    return 'where' in read ? read.where : undefined
  })
}

type Judge = (leaf: Json) => Where | undefined

function pruned(input: Json | undefined, depth: number, judge: Judge): Where | undefined {
  if (!isObject(input) || depth > whereLimits.depth) return undefined
  if (Array.isArray(input.all)) return group(input.all, depth, judge, (parts) => ({ all: parts }))
  if (Array.isArray(input.any)) return group(input.any, depth, judge, (parts) => ({ any: parts }))
  if (input.not !== undefined) {
    const inner = pruned(input.not, depth + 1, judge)
    return inner && { not: inner }
  }
  return judge(input)
}

function group(
  items: readonly Json[],
  depth: number,
  judge: Judge,
  make: (parts: Where[]) => Where,
): Where | undefined {
  const parts = items.slice(0, whereLimits.leaves).flatMap((item) => pruned(item, depth + 1, judge) ?? [])
  return parts.length > 0 || items.length === 0 ? make(parts) : undefined
}
