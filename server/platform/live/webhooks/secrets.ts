import { randomToken } from '#base/ids.ts'
import type { Context } from '#engine/context.ts'
import { ask } from '../../identity/ask.ts'
import { sealOf } from '../../identity/factors/seal.ts'

/** What the site and the receiver alone know. Kept sealed: who has the database cannot sign. */
export interface HookSecrets {
  /** A new one, in the context's transaction; shown now and never again. */
  renew(ctx: Context, webhook: number): Promise<string>
  /** Null: none was made, or it was sealed with another key. */
  of(ctx: Context, webhook: number): Promise<string | null>
}

export function hookSecrets(secretKey: string): HookSecrets {
  const seal = sealOf(secretKey, 'webhooks')
  const about = ({ site }: Context, webhook: number) => `${site.id}/${webhook}`
  return {
    async renew(ctx, webhook) {
      const secret = `whsec_${randomToken(32)}`
      await ask(ctx.tx, 'keep_webhook_secret', webhook, seal.close(Buffer.from(secret), about(ctx, webhook)))
      return secret
    },
    async of(ctx, webhook) {
      const closed = await ask<string>(ctx.tx, 'webhook_secret', webhook)
      return (closed && seal.open(closed, about(ctx, webhook))?.toString()) || null
    },
  }
}
