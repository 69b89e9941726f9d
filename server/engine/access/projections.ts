import { findField } from '#model/find-field.ts'
import { fieldsOf } from '#model/rule-order.ts'
import type { Rule } from '#model/rules.ts'
import type { Table } from '#model/table.ts'
import { isAlwaysTrue, type Where } from '#model/where.ts'

/** A table as somebody knows it who does not know all of its fields. Permissions themselves are asked of the whole one. */
export interface Projections {
  /** With the fields that show in some row. */
  readonly seen: Table
  /** With those that show in all: what may be filtered, ordered and searched by. */
  readonly asked: Table
  /** The whole, its rules saying nothing of what they look at in secret. */
  readonly ruled: Table
  /** Fields that such a rule decides: nobody who does not know why writes them. */
  readonly decided: ReadonlySet<string>
}

export function projectionsOf(table: Table, read: ReadonlyMap<string, Where>): Projections {
  const isSeen = (slug: string) => read.has(slug)
  const isAsked = (slug: string) => read.has(slug) && isAlwaysTrue(read.get(slug)!)
  const secret = table.rules.filter((rule) => !looksAt(table, rule).every(isAsked))
  return {
    seen: only(table, isSeen, isAsked),
    asked: only(table, isAsked, isAsked),
    ruled:
      secret.length === 0 ? table : { ...table, rules: table.rules.flatMap((rule) => quietly(rule, secret)) },
    decided: new Set(secret.map(({ field }) => currentSlug(table, field))),
  }
}

const currentSlug = (table: Table, name: string): string => findField(table, name)?.slug ?? name

const looksAt = (table: Table, { when }: Rule): string[] =>
  fieldsOf(when).map((name) => currentSlug(table, name))

/** Of a rule that looks at what the writer may not see: what it does stays, what it would complain of does not. */
function quietly(rule: Rule, secret: readonly Rule[]): Rule[] {
  if (!secret.includes(rule)) return [rule]
  const { hidden, value } = rule.then
  if (hidden === undefined && value === undefined) return []
  return [
    { ...rule, then: { ...(hidden !== undefined && { hidden }), ...(value !== undefined && { value }) } },
  ]
}

type IsThere = (slug: string) => boolean

function only(table: Table, isThere: IsThere, isAsked: IsThere): Table {
  const every = (slugs: readonly string[]) => slugs.every((slug) => isAsked(bare(table, slug)))
  return {
    ...table,
    fields: table.fields.filter(({ slug }) => isThere(slug)),
    unique: table.unique.filter(every),
    indexes: table.indexes.filter(every),
    order: table.order.filter((slug) => isAsked(bare(table, slug))),
    search: table.search.filter((slug) => isAsked(slug)),
    title: table.title !== null && isAsked(table.title) ? table.title : null,
    ...(table.sections && {
      sections: table.sections.map((section) => ({ ...section, fields: section.fields.filter(isThere) })),
    }),
    rules: table.rules.filter(
      (rule) => isThere(currentSlug(table, rule.field)) && looksAt(table, rule).every(isAsked),
    ),
  }
}

const bare = (table: Table, slug: string): string => currentSlug(table, slug.replace(/^-/, ''))
