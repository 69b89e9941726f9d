import { type Context, inTransaction } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import { recordError } from '#engine/records/errors.ts'
import { create, update } from '#engine/records/save.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { paramProblem } from '#engine/rest/errors.ts'
import { type Params, paramsReader } from '#engine/rest/list-params.ts'
import { freeForm } from '#model/form.ts'
import type { JsonObject } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import { deliverJob, type Post, tryOnce } from './deliver.ts'
import {
  addDeliveries,
  beginAgain,
  type Delivery,
  deliveriesOf,
  deliveryById,
  noteTry,
} from './deliveries.ts'
import { hookById, hooksTable, systemActor } from './hooks.ts'

export const webhookCalls = (post: Post): readonly Call[] => [
  makeWebhook(post),
  renewSecret(post),
  testWebhook(post),
  readDeliveries,
  resend,
]

const delivery = is.object({
  id: is.whole,
  table: is.orNull(is.text),
  row: is.orNull(is.whole),
  version: is.orNull(is.whole),
  verb: is.text,
  actor: is.text,
  count: is.whole,
  at: is.instant,
  status: is.oneOf('waiting', 'delivered', 'failed'),
  tries: is.whole,
  tried_at: is.orNull(is.instant),
  duration_ms: is.orNull(is.whole),
  answer_status: is.orNull(is.whole),
  answer: is.orNull(is.text),
  problem: is.orNull(is.text),
})

const shown = ({ catalog }: Context, one: Delivery) => ({
  id: one.id,
  table: one.table_id === null ? null : (catalog.byId(one.table_id)?.slug ?? null),
  row: one.row_id,
  version: one.version,
  verb: one.verb,
  actor: one.actor,
  count: one.count,
  at: one.at,
  status: one.status,
  tries: one.tries,
  tried_at: one.tried_at,
  duration_ms: one.duration_ms,
  answer_status: one.answer_status,
  answer: one.answer,
  problem: one.problem,
})

const notFound = recordError.named('row.not_found')

const makeWebhook = ({ secrets }: Post): Call =>
  call({
    at: 'POST /api/webhooks/',
    summary: { fr: 'Créer un webhook', en: 'Make a webhook' },
    detail: {
      fr: 'Chaque événement est envoyé en POST, au moins une fois, signé. L’en-tête `Sugu-Signature` est « t=…,v1=… », où v1 est le HMAC-SHA256 hexadécimal de « t.corps » avec le secret, que cette réponse est seule à montrer. `Sugu-Delivery` reste le même d’un essai à l’autre. Une réponse 2xx en dix secondes vaut réception ; sinon treize essais en un peu plus d’un jour, puis le webhook est suspendu. Aucune redirection n’est suivie.',
      en: 'Each event is sent by POST, at least once, signed: `Sugu-Signature: t=…,v1=…`, where v1 is the hexadecimal HMAC-SHA256 of “t.body” with the secret, which this answer alone shows. `Sugu-Delivery` stays the same from one try to the next. A 2xx answer within ten seconds is a receipt; if not, thirteen tries in a little more than a day, then the webhook is suspended. No redirection is followed.',
    },
    to: 'site_admin',
    key: 'each',
    body: freeForm(
      is.object(
        { name: is.text, address: is.address },
        { tables: is.list(is.text), verbs: is.list(is.text), with_row: is.yes, active: is.yes },
      ),
    ),
    answers: { 201: () => is.object({ id: is.whole, name: is.text, address: is.text, secret: is.text }) },
    problems: recordError.named('row.invalid'),
    run: ({ ctx, body }) =>
      inTransaction(ctx, async (inner) => {
        const row = JSON.parse(await create(inner, hooksTable(inner), body)) as JsonObject & { id: number }
        return { ...row, secret: await secrets.renew(inner, row.id) }
      }),
  })

const renewSecret = ({ secrets }: Post): Call =>
  call({
    at: 'POST /api/webhooks/{id}/secret/',
    summary: { fr: 'Tirer un nouveau secret', en: 'Make a new secret' },
    detail: {
      fr: 'Il n’est montré qu’ici ; l’ancien ne signe plus.',
      en: 'It is shown here alone; the old one signs no more.',
    },
    to: 'site_admin',
    key: 'each',
    answers: { 200: () => is.object({ secret: is.text }) },
    problems: notFound,
    run: ({ ctx, params: { id } }) =>
      inTransaction(ctx, async (inner) => {
        await demandHook(inner, id)
        return { secret: await secrets.renew(inner, id) }
      }),
  })

const testWebhook = (post: Post): Call =>
  call({
    at: 'POST /api/webhooks/{id}/test/',
    summary: { fr: 'Essayer un webhook', en: 'Test a webhook' },
    detail: {
      fr: 'Envoie maintenant un événement « test » et dit ce qui a été répondu. Ne recommence pas. Si c’est reçu, un webhook suspendu reprend.',
      en: 'Sends a “test” event now and says what was answered. Does not try again. Where it arrives, a suspended webhook goes on.',
    },
    to: 'site_admin',
    key: 'each',
    answers: { 200: () => delivery },
    problems: notFound,
    run: async ({ ctx, params: { id } }) => {
      const hook = await demandHook(ctx, id)
      const actor = ctx.actor.kind === 'user' ? `user:${ctx.actor.id}` : 'system'
      const about = { table_id: null, row_id: null, version: null, batch: null, count: 1 } as const
      const test = { ...about, webhook_id: id, verb: 'test', actor, at: ctx.now.toISOString() }
      const [made] = await addDeliveries(ctx, [test])
      const sent = await tryOnce(ctx, post, (await deliveryById(ctx, made!))!)
      await noteTry(ctx, made!, sent.problem === null ? 'delivered' : 'failed', sent)
      if (sent.problem === null && !hook.active)
        await update(
          { ...ctx, actor: systemActor },
          hooksTable(ctx),
          id,
          { active: true, problem: null },
          { mode: 'system', verb: 'resume' },
        )
      return shown(ctx, (await deliveryById(ctx, made!))!)
    },
  })

async function demandHook(ctx: Context, id: number) {
  const hook = await hookById(ctx, id)
  if (!hook) throw recordError('row.not_found')
  return hook
}

const pageSize = 50

const readDeliveries: Call = call({
  at: 'GET /api/webhooks/{id}/deliveries/',
  summary: { fr: 'Ce qu’un webhook a envoyé', en: 'What a webhook sent' },
  detail: {
    fr: 'Les trente derniers jours, les derniers d’abord, cinquante à la fois ; `before` donne la page suivante.',
    en: 'The last thirty days, the latest first, fifty at a time; `before` gives the next page.',
  },
  to: 'site_admin',
  answers: { 200: () => is.object({ results: is.list(delivery), before: is.orNull(is.whole) }) },
  problems: notFound,
  run: async ({ ctx, params: { id }, request }) => {
    const reader = paramsReader(request.query as Params, new Set(['before']))
    const before = reader.read<number, null>('before', wholeIn, null)
    reader.demandNoProblems()
    await demandHook(ctx, id)
    const found = await deliveriesOf(ctx, id, before, pageSize)
    return {
      results: found.map((one) => shown(ctx, one)),
      before: found.length < pageSize ? null : found.at(-1)!.id,
    }
  },
})

const wholeIn = (text: string) =>
  /^\d{1,15}$/.test(text) ? { value: Number(text) } : { problem: paramProblem('param.integer') }

const resend: Call = call({
  at: 'POST /api/webhooks/deliveries/{id}/resend/',
  summary: { fr: 'Renvoyer', en: 'Send again' },
  detail: {
    fr: 'Le même événement, sous le même numéro, avec de nouveaux essais.',
    en: 'The same event, under the same number, with new tries.',
  },
  to: 'site_admin',
  key: 'once',
  answers: { 200: () => delivery },
  problems: notFound,
  run: async ({ ctx, params: { id } }) => {
    const found = await deliveryById(ctx, id)
    if (!found) throw recordError('row.not_found')
    await beginAgain(ctx, id)
    await enqueue(ctx, deliverJob, { delivery: id })
    return shown(ctx, (await deliveryById(ctx, id))!)
  },
})
