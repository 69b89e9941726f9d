import { type Context, inTransaction } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import { type Job, patient, type SiteJob } from '#engine/job.ts'
import { update } from '#engine/records/save.ts'
import { notifyAdministrators } from '../notify.ts'
import type { AllowedHosts } from './addresses.ts'
import { type Delivery, deliveryById, noteTry } from './deliveries.ts'
import { type Hook, hookById, hooksTable, systemActor } from './hooks.ts'
import { payloadOf } from './payload.ts'
import type { HookSecrets } from './secrets.ts'
import { type Sent, send } from './send.ts'

type Delivering = { readonly delivery: number }

export const deliverJob: Job<Delivering> = { name: 'webhooks.deliver', for: 'site' }

export interface Post {
  readonly secrets: HookSecrets
  readonly allowed: AllowedHosts
}

/** After an address was silent, those that wait for it let others go first, so many seconds. */
const pause = 30

/** Sends one; at least once: between its arrival and its record a stop may fall. The receiver knows it by its number. */
export function deliveryJob(post: Post): SiteJob<Delivering> {
  const silent = new Map<string, number>()
  return {
    name: deliverJob.name,
    for: 'site',
    poll: 0.5,
    atOnce: 8,
    expire: 60,
    retry: patient,
    async run(ctx, { delivery: id }) {
      const delivery = await deliveryById(ctx, id)
      if (delivery?.status !== 'waiting') return
      const name = `${ctx.site.id}/${delivery.webhook_id}`
      if ((silent.get(name) ?? 0) > performance.now()) {
        await enqueue(ctx, deliverJob, { delivery: id }, { after: pause * (1 + Math.random()) })
        return
      }
      const sent = await tryOnce(ctx, post, delivery)
      if (sent.problem !== null && sent.status === null) silent.set(name, performance.now() + pause * 1000)
      else silent.delete(name)
      await settle(ctx, delivery, sent)
    },
  }
}

const notSent = (problem: string): Sent => ({ status: null, answer: '', problem, milliseconds: 0 })

export async function tryOnce(ctx: Context, { secrets, allowed }: Post, delivery: Delivery): Promise<Sent> {
  const hook = await hookById(ctx, delivery.webhook_id)
  if (!hook) return notSent('webhook_gone')
  if (!hook.active && delivery.table_id !== null) return notSent('suspended')
  const secret = await secrets.of(ctx, hook.id)
  if (secret === null) return notSent('no_secret')
  const payload = await payloadOf(ctx, hook, delivery)
  if (payload === null) return notSent('owner_gone')
  const body = JSON.stringify(payload)
  return send(
    { address: hook.address, body, secret, delivery: delivery.id, event: String(payload.event) },
    allowed,
  )
}

/** What no second try can mend. */
const final: ReadonlySet<string> = new Set([
  'webhook_gone',
  'suspended',
  'no_secret',
  'owner_gone',
  'webhook.private',
])

async function settle(ctx: Context, delivery: Delivery, sent: Sent): Promise<void> {
  const isLast = delivery.tries >= patient.times || (sent.problem !== null && final.has(sent.problem))
  const status = sent.problem === null ? 'delivered' : isLast ? 'failed' : 'waiting'
  await inTransaction(ctx, async (inner) => {
    await noteTry(inner, delivery.id, status, sent)
    if (status === 'failed') await giveUp(inner, delivery, sent.problem!)
  })
  if (status === 'waiting') throw new Error(`webhook ${delivery.webhook_id}: ${sent.problem}`)
}

/** A day of tries in vain: nothing more is sent until somebody looks. */
async function giveUp(ctx: Context, delivery: Delivery, problem: string): Promise<void> {
  const hook = await hookById(ctx, delivery.webhook_id)
  if (hook?.active) await suspend(ctx, hook, problem)
}

export async function suspend(ctx: Context, hook: Hook, problem: string): Promise<void> {
  const system = { ...ctx, actor: systemActor }
  await update(
    system,
    hooksTable(ctx),
    hook.id,
    { active: false, problem },
    { mode: 'system', verb: 'suspend' },
  )
  await notifyAdministrators(ctx, 'webhook_failed', { webhook: hook.id, name: hook.name, problem })
}
