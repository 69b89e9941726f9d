import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { inLanguage } from '#model/language.ts'
import { actions, type Table } from '#model/table.ts'
import { accessWhere, isAdministrator, isPresent } from '../access/access.ts'
import type { Context } from '../context.ts'
import { isOpen, seenTable } from '../records/shown.ts'
import type { Verbs } from '../verbs/verbs.ts'

/** A table as its screens need it: the definition, and what the caller may do. */
export function describe(ctx: Context, table: Table, verbs: Verbs) {
  const { allow, owner, ...definition } = seenTable(ctx, table)
  const may = Object.fromEntries(actions.map((action) => [action, accessWhere(ctx, table, action) !== null]))
  return {
    ...definition,
    fields: definition.fields.map((field) => ({
      ...field,
      ...fieldFacts(field),
      ...(isClosed(ctx, table, field) && { readonly: true }),
    })),
    verbs: verbs
      .all(table)
      .filter((verb) => accessWhere(ctx, table, verb.name, verb.allow))
      .map((verb) => ({
        name: verb.name,
        label: verb.label,
        input: verb.input.map((field) => ({ ...field, ...fieldFacts(field) })),
      })),
    may: { ...may, change_structure: mayChangeStructure(ctx, table) },
    name: inLanguage(table.label, ctx.language),
    ...(isAdministrator(ctx.actor) && { allow, of_network: table.origin === 'site' && owner === null }),
  }
}

/** To those who may write others of the row's fields. */
const isClosed = (ctx: Context, table: Table, field: Field): boolean =>
  !isOpen(ctx, table, field, 'create') && !isOpen(ctx, table, field, 'update')

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
