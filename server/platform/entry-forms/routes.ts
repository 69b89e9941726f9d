import type { FastifyRequest } from 'fastify'
import type { Budget } from '#base/budget.ts'
import { demandAccess } from '#engine/access/access.ts'
import type { Context } from '#engine/context.ts'
import { notFound, readRow } from '#engine/records/read.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { json, longText, text } from '#model/define-table.ts'
import { entryStates } from '#model/entry-form.ts'
import { form } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { addressKey } from '../limits/address-key.ts'
import { demandBudget, type Limits } from '../limits/limits.ts'
import { takeAnswer } from './answer.ts'
import { entryError } from './errors.ts'
import { giveLink, linkOf } from './links.ts'
import { openForm, publicForm, stateOf } from './public-form.ts'
import { entryForms } from './tables.ts'
import { ticketsOf } from './tickets.ts'

export interface EntryFormParts {
  readonly limits: Limits
  readonly secretKey: string
  /** Of one address, at one form. */
  readonly budget: Budget
}

/** The page on which strangers add a row, and what guards it. The forms themselves are a table. */
export const entryFormRoutes = (server: Server, reception: Reception, parts: EntryFormParts): void =>
  mountCalls(server, reception, group, [showForm(parts), answerForm(parts), showLink])

const group: Group = {
  name: { fr: 'Formulaires publics', en: 'Public forms' },
}

/** Of a form from everywhere: a crowd is welcome, ten thousand machines are not. */
const ofAll: Budget = { most: 3000, seconds: 3600 }
const looks: Budget = { most: 300, seconds: 600 }

async function demandTurn(
  ctx: Context,
  request: FastifyRequest,
  key: string,
  { limits, budget }: EntryFormParts,
) {
  const at = `${ctx.site.id} ${key.slice(0, 22)}`
  await demandBudget(limits, 'entry_form', `${at} ${addressKey(request.ip)}`, budget)
  await demandBudget(limits, 'entry_form_all', at, ofAll)
}

const showForm = (parts: EntryFormParts): Call =>
  call({
    at: 'GET /api/entry-forms/{key}/',
    summary: { fr: 'Ce qu’un formulaire public demande', en: 'What a public form asks for' },
    detail: {
      fr: 'Avec le ticket à rendre avec la réponse, au plus tôt deux secondes plus tard.',
      en: 'With the ticket to be handed in with the answer, two seconds later at the earliest.',
    },
    to: 'anyone',
    answers: { 200: () => formAnswer },
    problems: [...entryError.named('entry.not_found'), ...httpError.named('http.too_many')],
    run: async ({ ctx, params, request }) => {
      await demandBudget(parts.limits, 'entry_form_looks', addressKey(request.ip), looks)
      const open = await openForm(ctx, params.key)
      const told = await publicForm(ctx, open)
      return open.state === 'open'
        ? { ...told, ticket: ticketsOf(parts.secretKey).give(params.key, ctx.now) }
        : told
    },
  })

const formAnswer = is.object(
  {
    name: is.text,
    site: is.text,
    state: is.oneOf(...entryStates),
    opens: is.orNull(is.instant),
    intro: is.orNull(is.text),
    locale: is.object({ country: is.text, currency: is.text, timeZone: is.text }),
  },
  {
    fields: is.list({ type: 'object' }),
    rules: is.list({ type: 'object' }),
    sections: is.list({ type: 'object' }),
    button: is.orNull(is.text),
    question: is.orNull(is.text),
    ticket: is.text,
  },
)

/** `site_web` is shown to nobody: what fills it in is no person, and is thanked all the same. */
const sent = form({
  ticket: text({ label: { fr: 'Ticket', en: 'Ticket' }, required: true, max: 100 }),
  values: json({ label: { fr: 'Réponses', en: 'Answers' }, required: true }),
  answer: text({
    label: { fr: 'Réponse à la question de contrôle', en: 'Answer to the check question' },
    max: 200,
  }),
  site_web: longText({ label: { fr: 'À laisser vide', en: 'To be left empty' } }),
})

const answerForm = (parts: EntryFormParts): Call =>
  call({
    at: 'POST /api/entry-forms/{key}/answer/',
    summary: { fr: 'Répondre à un formulaire public', en: 'Answer a public form' },
    detail: {
      fr: 'Le ticket ne sert qu’une fois ; après un refus, il sert encore.',
      en: 'The ticket serves once; after a refusal it still does.',
    },
    to: 'anyone',
    key: 'each',
    body: sent,
    answers: { 201: () => is.object({ confirmation: is.orNull(is.text) }) },
    problems: [
      ...entryError.named(
        'entry.not_found',
        'entry.closed',
        'entry.full',
        'entry.too_soon',
        'entry.ticket',
        'entry.sent',
        'entry.too_large',
        'entry.invalid',
        'entry.unfit',
      ),
      ...httpError.named('http.too_many'),
    ],
    run: async ({ ctx, params: { key }, body, request }) => {
      await demandTurn(ctx, request, key, parts)
      const open = await openForm(ctx, key)
      const thanks = { confirmation: open.row.confirmation ?? null }
      if (body.site_web !== null) return thanks
      const ticket = ticketsOf(parts.secretKey).read(body.ticket, key, ctx.now)
      if (!ticket) throw entryError('entry.ticket')
      await takeAnswer(ctx, open, body, ticket)
      return thanks
    },
  })

const showLink: Call = call({
  at: 'GET /api/entry_forms/{id}/link/',
  summary: {
    fr: 'Le lien d’un formulaire public, et ses réponses',
    en: 'The link of a public form, and its answers',
  },
  to: 'member',
  byToken: true,
  answers: {
    200: () => is.object({ key: is.text, path: is.text, answers: is.whole, state: is.oneOf(...entryStates) }),
  },
  run: async ({ ctx, params }) => {
    const table = ctx.catalog.find(ctx.site.id, entryForms.slug)!
    const row = (await readRow(ctx, table, params.id, demandAccess(ctx, table, 'read'))) ?? notFound()
    if (!(await linkOf(ctx, params.id))) await giveLink(ctx, params.id)
    const { key, answers } = (await linkOf(ctx, params.id))!
    return { key, path: `/formulaire/${key}`, answers, state: stateOf(row, answers, ctx.now) }
  },
})
