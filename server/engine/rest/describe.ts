import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { inLanguage } from '#model/language.ts'
import { actions, type Table } from '#model/table.ts'
import { accessWhere, isAdministrator, isPresent } from '../access/access.ts'
import type { Context } from '../context.ts'
import { isOpen, seenTable } from '../records/shown.ts'
import { type Verbs, verbWhere } from '../verbs/verbs.ts'
import { describeComputed } from './describe-computed.ts'

/** A table as its screens need it: the definition, and what the caller may do. */
export function describe(ctx: Context, table: Table, verbs: Verbs) {
  const { allow, owner, ...definition } = seenTable(ctx, table)
  const paper = verbs.paper(table)
  const may = Object.fromEntries(actions.map((action) => [action, accessWhere(ctx, table, action) !== null]))
  return {
    ...definition,
    fields: definition.fields.map((field) => ({
      ...field,
      ...fieldFacts(field),
      ...closure(ctx, table, field),
      ...(field.computed && { computed: describeComputed(ctx, table, field.computed) }),
    })),
    verbs: verbs
      .all(table)
      .filter((verb) => verbWhere(ctx, table, verb))
      .map((verb) => ({
        name: verb.name,
        label: verb.label,
        ...(verb.when && { when: verb.when }),
        input: verb.input.map((field) => ({ ...field, ...fieldFacts(field) })),
      })),
    ...(paper && { paper: paper.label }),
    may: { ...may, change_structure: mayChangeStructure(ctx, table) },
    name: inLanguage(table.label, ctx.language),
    ...(ctx.actor.kind === 'user' && ctx.actor.team && { team: ctx.actor.team }),
    ...(isAdministrator(ctx.actor) && { allow, of_network: table.origin === 'site' && owner === null }),
  }
}

/** To those who may write others of the row's fields: closed to them in a new row, in an old one, or read-only. */
function closure(ctx: Context, table: Table, field: Field) {
  const closed = (['create', 'update'] as const).filter((action) => !isOpen(ctx, table, field, action))
  return closed.length === 2 ? { readonly: true } : closed.length === 1 ? { closed: closed[0] } : {}
}

const fieldFacts = (field: Field) => {
  const { operators, widget } = fieldTypeOf(field)
  return { operators, widget }
}

/** A site's own tables are its administrators' to change; the network's, the network owner's; the code's, nobody's. */
export const mayChangeStructure = (ctx: Context, table: Table): boolean =>
  table.origin === 'site' &&
  isPresent(ctx.actor) &&
  (table.owner === null ? isNetworkOwner(ctx) : isAdministrator(ctx.actor))

export const isNetworkOwner = ({ actor }: Context): boolean =>
  actor.kind === 'system' || (actor.kind === 'user' && actor.networkOwner)
