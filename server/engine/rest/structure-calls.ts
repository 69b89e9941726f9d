import { boolean, integer } from '#model/define-table.ts'
import { form, freeForm } from '#model/form.ts'
import type { Table } from '#model/table.ts'
import { isAdministrator } from '../access/access.ts'
import { accessError } from '../access/errors.ts'
import { actorName, type Context, localeOf } from '../context.ts'
import { personOf } from '../records/history.ts'
import { peopleNames } from '../records/people.ts'
import { structureError } from '../schema/errors.ts'
import {
  applyPlan,
  findDropped,
  listChanges,
  makeTable,
  planChanges,
  readChange,
  type Structure,
  undoLast,
  type Who,
} from '../schema/structure.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { asJson, type Call, call } from './call.ts'
import {
  changeAnswer,
  changeBegun,
  changesAnswer,
  definitionAnswer,
  definitionBody,
  planAnswer,
  planBody,
} from './definition-schemas.ts'
import { describe, isNetworkOwner, mayChangeStructure } from './describe.ts'
import { restError } from './errors.ts'
import { openTable } from './open-tables.ts'

/** How tables are made and changed. A change under a key happens once. */
export const structureCalls = (structure: Structure, verbs: Verbs): Call[] =>
  [make, plan, apply, undo, progress, past].map((declare) => declare(structure, verbs))

const make = (structure: Structure, verbs: Verbs): Call =>
  call({
    at: 'POST /api/meta/tables/',
    summary: { fr: 'Créer une table', en: 'Make a table' },
    to: 'site_admin',
    key: 'apart',
    body: freeForm(definitionBody),
    answers: { 201: () => definitionAnswer },
    problems: structureError.named('table.invalid', 'structure.not_yours', 'structure.too_many_tables'),
    run: async ({ ctx, body }) => {
      const table = await makeTable(structure, whoIs(ctx), body)
      return describe({ ...ctx, catalog: structure.catalog() }, table, verbs)
    },
  })

const plan = (structure: Structure, verbs: Verbs): Call =>
  call({
    at: 'POST /api/meta/tables/{table}/plan/',
    summary: {
      fr: 'Voir ce que des changements feraient : rien n’est fait',
      en: 'See what changes would do: nothing is done',
    },
    to: 'site_admin',
    key: 'each',
    body: freeForm(planBody),
    answers: { 200: () => planAnswer },
    problems: [
      ...restError.named('table.not_found'),
      ...structureError.named('plan.invalid', 'plan.nothing', 'structure.changing', 'structure.not_yours'),
    ],
    run: ({ ctx, params, body }) =>
      planChanges(structure, whoIs(ctx), changeable(ctx, params.table, verbs), body),
  })

const acceptLoss = boolean({
  label: { fr: 'Accepter les pertes annoncées', en: 'Accept the losses that were told' },
})

const apply = (structure: Structure, verbs: Verbs): Call =>
  call({
    at: 'POST /api/meta/tables/{table}/apply/',
    summary: { fr: 'Faire ce qu’un plan annonce', en: 'Do what a plan says' },
    to: 'site_admin',
    key: 'apart',
    body: form({
      plan: integer({ label: { fr: 'Numéro du plan', en: 'Number of the plan' }, required: true, min: 1 }),
      accept_loss: acceptLoss,
    }),
    answers: { 200: () => changeBegun, 202: () => changeBegun },
    problems: structureError.named('plan.not_found', 'plan.stale', 'plan.loses_data', 'plan.has_duplicates'),
    reply: async ({ ctx, params, body }) => {
      const table = changeable(ctx, params.table, verbs)
      const begun = await applyPlan(structure, whoIs(ctx), table, body.plan, body.accept_loss === true)
      return asJson(begun, begun.status === 'running' ? 202 : 200)
    },
  })

const undo = (structure: Structure, verbs: Verbs): Call =>
  call({
    at: 'POST /api/meta/tables/{table}/undo/',
    summary: {
      fr: 'Annuler le dernier changement d’une table, avec les données qu’il avait emportées',
      en: 'Undo the last change of a table, with the data that it took away',
    },
    to: 'site_admin',
    key: 'apart',
    body: form({ accept_loss: acceptLoss }),
    answers: { 200: () => changeBegun },
    problems: structureError.named('change.none', 'undo.slug_taken', 'undo.loses_data', 'undo.breaks'),
    run: async ({ ctx, params, body }) =>
      undoLast(structure, whoIs(ctx), await undoable(ctx, params.table, structure, verbs), {
        acceptLoss: body.accept_loss === true,
      }),
  })

const progress = (structure: Structure): Call =>
  call({
    at: 'GET /api/meta/changes/{id}/',
    summary: { fr: 'Où en est un changement de structure', en: 'How far a change of structure has come' },
    to: 'site_admin',
    answers: { 200: () => changeAnswer },
    problems: structureError.named('change.not_found'),
    run: ({ ctx, params }) => readChange(structure, whoIs(ctx), params.id),
  })

const past = (structure: Structure, verbs: Verbs): Call =>
  call({
    at: 'GET /api/meta/tables/{table}/changes/',
    summary: {
      fr: 'Les changements de structure d’une table, et jusqu’à quand le dernier s’annule',
      en: 'The changes of a table’s structure, and until when the last can be undone',
    },
    to: 'site_admin',
    answers: { 200: () => changesAnswer },
    problems: [...restError.named('table.not_found'), ...structureError.named('structure.not_yours')],
    run: async ({ ctx, params }) => {
      const table = await undoable(ctx, params.table, structure, verbs)
      const changes = await listChanges(structure, whoIs(ctx), table)
      const people = changes.flatMap(({ actor }) => personOf(actor) ?? [])
      const names = await peopleNames(ctx, [...new Set(people)])
      return {
        results: changes.map((one) => ({ ...one, name: names.get(personOf(one.actor) ?? 0) ?? null })),
      }
    },
  })

function changeable(ctx: Context, slug: string, verbs: Verbs): Table {
  const table = openTable(ctx, slug, verbs)
  if (!mayChangeStructure(ctx, table)) throw accessError('auth.forbidden')
  return table
}

/** A table that was dropped is gone from the catalog; its dropping can still be undone. */
async function undoable(ctx: Context, slug: string, structure: Structure, verbs: Verbs) {
  const isThere = ctx.catalog.find(ctx.site.id, slug) !== undefined
  const couldBe = /^\w{1,60}$/.test(slug) && isAdministrator(ctx.actor)
  if (isThere || !couldBe) return changeable(ctx, slug, verbs)
  return (await findDropped(structure, whoIs(ctx), slug)) ?? changeable(ctx, slug, verbs)
}

export const whoIs = (ctx: Context): Who => ({
  siteId: ctx.site.id,
  actor: actorName(ctx.actor),
  networkOwner: isNetworkOwner(ctx),
  locale: { ...localeOf(ctx), language: ctx.site.language },
  language: ctx.language,
})
