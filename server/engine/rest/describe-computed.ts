import { type Computed, namesIn, ownSources, withNames } from '#model/computed/computed.ts'
import { nameOfKept } from '#model/computed/read-rollup.ts'
import { findField } from '#model/find-field.ts'
import { writeFormula } from '#model/formula/formula.ts'
import type { Json } from '#model/json.ts'
import type { Table } from '#model/table.ts'
import { accessWhere } from '../access/access.ts'
import { mentionedIn } from '../computed/compile.ts'
import type { Context } from '../context.ts'
import { seenTable } from '../records/shown.ts'

type Told = { readonly type: Computed['type'] } & Readonly<Record<string, Json>>

/**
 * How a field is worked out, as a definition says it: in today's slugs, so that it may be sent back. Whoever does not
 * see all that it is made of is told no more than that it is worked out.
 */
export function describeComputed(ctx: Context, table: Table, computed: Computed): Told {
  const { type } = computed
  const seen = seenTable(ctx, table)
  if (!ownSources(computed).every((slug) => findField(seen, slug))) return { type }
  if (computed.type === 'formula') {
    const ast = computed.ast as unknown as Json
    return { type, formula: writeFormula(computed.ast, ctx.language), ast }
  }
  const source = sourceOf(ctx, table, computed.table)
  return source ? { type, ...inSlugs(computed, source) } : { type }
}

/** The table that it reads, as the caller sees it. */
function sourceOf(ctx: Context, table: Table, id: number | null): Table | null {
  const source = id === null ? table : ctx.catalog.byId(id)
  return source && accessWhere(ctx, source, 'read') ? seenTable(ctx, source) : null
}

/** Null-like where it names what the caller does not see. */
function inSlugs(
  computed: Exclude<Computed, { type: 'formula' }>,
  source: Table,
): Readonly<Record<string, Json>> | undefined {
  const named = (mention: string | number): string | undefined => mentionedIn(source, mention)?.slug
  const { through, field } = computed
  const by = computed.type === 'rollup' ? computed.by : undefined
  const where = computed.type === 'rollup' ? computed.where : undefined
  const names = where ? namesIn(where).map((name) => nameOfKept(source, name)) : []
  const mentions = [field, by].filter((mention) => mention !== undefined)
  if (!mentions.every(named) || !names.every((name) => findField(source, name))) return undefined
  return {
    table: source.slug,
    ...(through !== undefined && { through }),
    ...(by !== undefined && { by: named(by)! }),
    ...(computed.type === 'rollup' && { op: computed.op }),
    ...(field !== undefined && { field: named(field)! }),
    ...(where && { where: withNames(where, (name) => nameOfKept(source, name)) as unknown as Json }),
  }
}
