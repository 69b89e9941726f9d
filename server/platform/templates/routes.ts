import { errorsOf } from '#base/errors.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import { whoIs } from '#engine/rest/structure-calls.ts'
import { structureError } from '#engine/schema/errors.ts'
import type { Structure } from '#engine/schema/structure.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { boolean } from '#model/define-table.ts'
import { form } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { applyTemplate } from './apply.ts'
import { loans } from './loans.ts'
import { office } from './office.ts'
import type { Template } from './template.ts'
import { till } from './till.ts'

/** A new template is a file and a word here. */
export const templates: readonly Template[] = [office, loans, till]

export const templateRoutes = (server: Server, reception: Reception, structure: Structure): void =>
  mountCalls(server, reception, group, [list, apply(structure)])

const group: Group = { name: { fr: 'Modèles de tables', en: 'Templates of tables' } }

const templateError = errorsOf({
  'template.not_found': [
    404,
    { fr: 'Il n’y a pas de modèle « {template} ».', en: 'There is no template "{template}".' },
  ],
})

const label = is.object({ fr: is.text }, { en: is.text })
const field = is.object({ slug: is.text, type: is.text, label })

const list: Call = call({
  at: 'GET /api/meta/templates/',
  summary: { fr: 'Les modèles de tables', en: 'The templates of tables' },
  to: 'site_admin',
  answers: {
    200: () =>
      is.object({
        results: is.list(
          is.object({
            name: is.text,
            label,
            about: label,
            tables: is.list(is.object({ label, fields: is.list(field), examples: is.whole })),
          }),
        ),
      }),
  },
  run: () => ({ results: templates.map(shown) }),
})

const shown = ({ name, label: said, about, tables }: Template) => ({
  name,
  label: said,
  about,
  tables: tables.map(({ definition, examples }) => ({
    label: definition.label,
    fields: definition.fields.map(({ slug, type, label: called }) => ({ slug, type, label: called })),
    examples: examples.length,
  })),
})

const apply = (structure: Structure): Call =>
  call({
    at: 'POST /api/meta/templates/{template}/apply/',
    summary: { fr: 'Créer les tables d’un modèle', en: 'Make the tables of a template' },
    detail: {
      fr: 'Un nom technique déjà pris reçoit un numéro : la réponse dit comment les tables s’appellent.',
      en: 'A technical name that is taken gets a number: the answer says what the tables are called.',
    },
    to: 'site_admin',
    key: 'apart',
    body: form({
      examples: boolean({ label: { fr: 'Avec quelques lignes d’exemple', en: 'With a few example rows' } }),
    }),
    answers: { 201: () => is.object({ tables: is.list(is.text), rows: is.whole }) },
    problems: [
      ...templateError.named('template.not_found'),
      ...structureError.named('structure.too_many_tables', 'structure.slug_taken'),
    ],
    run: ({ ctx, params, body }) => {
      const template = templates.find(({ name }) => name === params.template)
      if (!template)
        throw templateError('template.not_found', { template: String(params.template).slice(0, 60) })
      return applyTemplate(structure, ctx, whoIs(ctx), template, body.examples === true)
    },
  })
