import type { Rule } from './rules.ts'
import type { Where } from './where.ts'

/** Hiding empties a field: these two change what other rules see. The rest only say what may be saved. */
export const settlesValue = ({ then }: Rule): boolean => then.hidden !== undefined || then.value !== undefined

/** The fields that rules empty or fill, each after those that its rules look at; or the fields that wait for each other. */
export function inDependencyOrder(
  rules: readonly Rule[],
  current: (slug: string) => string = (slug) => slug,
  /** What a field is worked out from: rules that look at a formula look at these. */
  behind: (slug: string) => readonly string[] = (slug) => [slug],
): { slugs: readonly string[] } | { cycle: readonly string[] } {
  const looksAt = new Map<string, Set<string>>()
  for (const rule of rules.filter(settlesValue)) {
    const slug = current(rule.field)
    const seen = looksAt.get(slug) ?? new Set()
    for (const field of fieldsOf(rule.when).flatMap(behind)) seen.add(current(field))
    looksAt.set(slug, seen)
  }
  const slugs: string[] = []
  for (const slug of looksAt.keys()) {
    const cycle = visit(slug, [], looksAt, slugs)
    if (cycle) return { cycle }
  }
  return { slugs }
}

/** Adds the field to `done` behind all that it looks at; the way back to itself, if there is one. */
function visit(
  slug: string,
  way: readonly string[],
  looksAt: ReadonlyMap<string, ReadonlySet<string>>,
  done: string[],
): readonly string[] | null {
  if (done.includes(slug) || !looksAt.has(slug)) return null
  if (way.includes(slug)) return [...way.slice(way.indexOf(slug)), slug]
  for (const next of looksAt.get(slug)!) {
    const cycle = visit(next, [...way, slug], looksAt, done)
    if (cycle) return cycle
  }
  done.push(slug)
  return null
}

/** The fields that a condition looks at. */
export function fieldsOf(where: Where): string[] {
  if ('all' in where) return where.all.flatMap(fieldsOf)
  if ('any' in where) return where.any.flatMap(fieldsOf)
  return 'not' in where ? fieldsOf(where.not) : [where.field]
}
