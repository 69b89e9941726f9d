import type { Config } from '#base/config.ts'
import { errorsOf } from '#base/errors.ts'
import type { Log } from '#base/log.ts'
import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { choice } from '#model/define-table.ts'
import { form } from '#model/form.ts'
import { is } from '#model/json-schema.ts'
import { ask } from '../identity/ask.ts'
import type { Waiting } from '../messages/compose.ts'
import { carry, openWays } from '../messages/jobs.ts'

/** Whether mail and text messages leave, and a message to oneself to see that they do. */
export const messageCalls = (config: Pick<Config, 'data' | 'mail' | 'sms'>, log: Log): readonly Call[] => [
  state(config),
  trial(config, log),
]

const messageError = errorsOf({
  'trial.no_contact': [
    409,
    {
      fr: 'Votre profil n’a pas de quoi recevoir cet essai : ajoutez-y un e-mail ou un téléphone.',
      en: 'Your profile has nothing to receive this test with: add an e-mail or a phone to it.',
    },
  ],
})

const latest = is.object({
  id: is.whole,
  at: is.instant,
  kind: is.text,
  by: is.oneOf('mail', 'sms'),
  left_at: is.orNull(is.instant),
  left_by: is.orNull(is.text),
})

const state = ({ mail, sms }: Pick<Config, 'mail' | 'sms'>): Call =>
  call({
    at: 'GET /api/administration/messages/',
    summary: { fr: 'Par où partent les messages', en: 'How messages leave' },
    detail: {
      fr: 'Le serveur de courriel et le service de SMS, ou `null` : les messages sont alors écrits dans data/outbox. Et les derniers messages, sans leurs destinataires.',
      en: 'The mail server and the service for text messages, or `null`: messages are written to data/outbox then. And the latest messages, without to whom.',
    },
    to: 'network_owner',
    answers: {
      200: () =>
        is.object({
          mail: is.orNull(is.object({ host: is.text, port: is.whole, security: is.text, from: is.text })),
          sms: is.orNull(is.object({ provider: is.text })),
          waiting: is.whole,
          latest: is.list(latest),
        }),
    },
    run: async ({ ctx }) => ({
      mail: mail ? { host: mail.host, port: mail.port, security: mail.security, from: mail.from } : null,
      sms: sms ? { provider: sms.provider } : null,
      ...(await ask<object>(ctx.tx, 'messages_of_late')),
    }),
  })

const trial = (config: Pick<Config, 'data' | 'mail' | 'sms'>, log: Log): Call =>
  call({
    at: 'POST /api/administration/messages/trial/',
    summary: { fr: 'M’envoyer un message d’essai', en: 'Send me a test message' },
    detail: {
      fr: 'À l’e-mail ou au téléphone de qui le demande, tout de suite : `problem` répète ce que le serveur a répondu s’il l’a refusé ; `how` vaut `folder` quand rien n’est réglé.',
      en: 'To the e-mail or the phone of whoever asks, at once: `problem` repeats what the server answered if it refused; `how` is `folder` where nothing is set.',
    },
    to: 'network_owner',
    key: 'each',
    body: form({ by: choice({ label: { fr: 'Par', en: 'By' }, options: ['mail', 'sms'], default: 'mail' }) }),
    answers: {
      200: () => is.object({ to: is.text, how: is.orNull(is.text), problem: is.orNull(is.text) }),
    },
    problems: messageError.named('trial.no_contact'),
    run: async ({ ctx, body }) => {
      const message = await trialTo(ctx, body.by as 'mail' | 'sms')
      const to = message.email ?? message.phone!
      try {
        return { to, how: await carry(message, openWays(config, log)), problem: null }
      } catch (error) {
        return {
          to,
          how: null,
          problem: String(error instanceof Error ? error.message : error).slice(0, 300),
        }
      }
    },
  })

async function trialTo(ctx: Context, by: 'mail' | 'sms'): Promise<Waiting> {
  if (ctx.actor.kind !== 'user') throw accessError('auth.required')
  const own = await ask<{ email: string | null; telephone: string | null }>(
    ctx.tx,
    'own_profile',
    ctx.actor.id,
  )
  const email = by === 'mail' ? (own?.email ?? null) : null
  const phone = by === 'sms' ? (own?.telephone ?? null) : null
  if (email === null && phone === null) throw messageError('trial.no_contact')
  const { now, site, language } = ctx
  const data = { at: now.toISOString() }
  const stamp = now.getTime() * 1000
  return {
    id: 0,
    kind: 'trial',
    email,
    phone,
    language,
    data,
    site: site.name,
    timeZone: site.timeZone,
    stamp,
    late: false,
  }
}
