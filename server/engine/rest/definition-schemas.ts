import { computedKinds, rollupOps } from '#model/computed/computed.ts'
import { fieldTypeNames } from '#model/fields/index.ts'
import type { JsonSchema } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import { actions } from '#model/table.ts'
import { changeKinds } from '../schema/change-kinds.ts'

/** Definitions of tables, and what changes them, as they come and go. `parseTable` and the planner judge them. */
const slug: JsonSchema = { type: 'string', maxLength: 40, pattern: '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' }
const said: JsonSchema = {
  anyOf: [is.text, is.object({ fr: is.text }, { en: is.text })],
  examples: ['Devis', { fr: 'Devis', en: 'Quotes' }],
}
const slugs = is.list(is.text)

const field: JsonSchema = {
  ...is.object(
    { slug, type: is.oneOf(...fieldTypeNames, ...computedKinds) },
    {
      label: said,
      help: said,
      required: is.yes,
      unique: is.yes,
      readonly: is.yes,
      default: is.anything,
      options: is.list(is.anything),
      table: is.text,
      formula: is.text,
      through: is.text,
      by: is.text,
      op: is.oneOf(...rollupOps),
      field: is.text,
      where: { type: 'object' },
      computed: { type: 'object' },
    },
  ),
  example: { slug: 'montant_ht', type: 'decimal', digits: 14, places: 2 },
}

const rule = is.object({ field: is.text, then: { type: 'object' } }, { when: { type: 'object' } })

const sections = is.list(is.object({ label: said, fields: slugs }))

export const definitionBody: JsonSchema = {
  ...is.object(
    { slug, fields: is.list(field) },
    {
      label: said,
      unique: is.list(slugs),
      indexes: is.list(slugs),
      order: slugs,
      search: slugs,
      title: is.orNull(is.text),
      rules: is.list(rule),
      sections,
      allow: is.byName(is.list({ type: 'object' })),
      owner: is.oneOf('network'),
      scope: is.oneOf('site'),
      aliases: slugs,
    },
  ),
  additionalProperties: false,
}

/** How a field is worked out; no more than its kind to those who do not see all that it is made of. */
const computed = is.object(
  { type: is.oneOf(...computedKinds) },
  {
    formula: is.text,
    ast: { type: 'object' },
    through: is.text,
    table: is.text,
    by: is.text,
    op: is.oneOf(...rollupOps),
    field: is.text,
    where: { type: 'object' },
  },
)

/** As the caller may see it: what was defined, completed, and what they may do. */
export const definitionAnswer: JsonSchema = is.object(
  {
    id: is.whole,
    slug: is.text,
    name: is.text,
    label: { type: 'object' },
    fields: is.list(
      is.object(
        {
          id: is.whole,
          slug: is.text,
          type: is.text,
          label: { type: 'object' },
          operators: slugs,
          widget: is.text,
        },
        { closed: is.oneOf('create', 'update'), computed },
      ),
    ),
    unique: is.list(slugs),
    indexes: is.list(slugs),
    order: slugs,
    search: slugs,
    title: is.orNull(is.text),
    rules: is.list(rule),
    verbs: is.list(
      is.object({ name: is.text, label: { type: 'object' }, input: is.list({ type: 'object' }) }),
    ),
    may: is.object(Object.fromEntries([...actions, 'change_structure'].map((action) => [action, is.yes]))),
    version: is.whole,
  },
  { sections, recomputing: is.object({ done: is.whole, total: is.whole, ids: is.list(is.whole) }) },
)

export const planBody: JsonSchema = is.object({
  changes: {
    type: 'array',
    minItems: 1,
    maxItems: 100,
    items: is.object(
      { change: is.oneOf(...Object.keys(changeKinds)) },
      Object.fromEntries(
        Object.values(changeKinds).flatMap(({ members }) => members.map((name) => [name, is.anything])),
      ),
    ),
    example: [{ change: 'rename', field: 'nom', to: 'nom_complet' }],
  },
})

const loss = is.object(
  {
    field: is.text,
    why: is.oneOf('unreadable', 'dropped', 'empty', 'duplicate', 'option', 'rule', 'table'),
    count: is.whole,
    samples: is.list(is.object({ id: is.whole, value: is.anything })),
  },
  { more: is.yes },
)

export const planAnswer = is.object({
  id: is.whole,
  says: is.list(is.text),
  steps: is.list(is.object({ kind: is.text, says: is.text, sql: is.list(is.text) })),
  lock: is.text,
  rows: is.whole,
  losses: is.list(loss),
  seconds: is.number,
})

/** A change of structure that was begun: `GET /api/meta/changes/{id}/` tells how far it has come. */
export const changeBegun = is.object({ id: is.whole, status: is.oneOf('done', 'running') })

export const changeAnswer = is.object({
  id: is.whole,
  status: is.oneOf('running', 'done', 'failed'),
  progress: is.number,
  problem: is.orNull(is.object({ code: is.text, message: is.text })),
})

export const changesAnswer = is.object({
  results: is.list(
    is.object({
      id: is.whole,
      says: is.list(is.text),
      actor: is.text,
      name: is.orNull(is.text),
      at: is.instant,
      status: is.oneOf('running', 'done', 'failed'),
      progress: is.number,
      problem: is.orNull(is.text),
      undoes: is.orNull(is.whole),
      undone: is.yes,
      rows: is.whole,
      undo_until: is.orNull(is.instant),
    }),
  ),
})

/** Fields as a file's columns suggest them: `field` can be sent as it is to make a table. */
export const proposalAnswer = is.object({
  columns: is.list(is.object({ header: is.text, field, samples: is.list(is.text), filled: is.whole })),
  rows: is.whole,
})
