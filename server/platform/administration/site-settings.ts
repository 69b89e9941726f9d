import { accessError } from '#engine/access/errors.ts'
import { actorName, type Context, inTransaction } from '#engine/context.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { isNetworkOwner } from '#engine/rest/describe.ts'
import type { JsonObject } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import { audit } from '../audit/audit.ts'
import { ask } from '../identity/ask.ts'
import { siteChange, siteError, siteProblem } from '../sites/site-input.ts'

/** What its administrators decide of their site, and the sites of the network. */
export const siteCalls = (reload: () => Promise<void>): readonly Call[] => [read, change(reload), all]

const named = {
  slug: is.text,
  name: is.text,
  hosts: is.list(is.text),
  country: is.text,
  currency: is.text,
  language: is.text,
  time_zone: is.text,
}

const read = call({
  at: 'GET /api/administration/site/',
  summary: { fr: 'Les réglages du site', en: 'The settings of the site' },
  to: 'site_admin',
  answers: { 200: () => is.object(named) },
  run: ({ ctx }) => ask<object>(ctx.tx, 'change_site', {}, actorName(ctx.actor)),
})

const change = (reload: () => Promise<void>): Call =>
  call({
    at: 'PATCH /api/administration/site/',
    summary: { fr: 'Changer les réglages du site', en: 'Change the settings of the site' },
    detail: {
      fr: 'Ce qui est donné change, le reste demeure. Les noms d’hôte reviennent au propriétaire du réseau : ils mènent les visiteurs d’un site à l’autre. Changer de monnaie ne convertit aucun montant.',
      en: 'What is given changes, the rest stays. Host names are for the owner of the network: they lead visitors from one site to another. Another currency converts no amount.',
    },
    to: 'site_admin',
    body: siteChange,
    answers: { 200: () => is.object(named) },
    problems: siteError.named('site.unchanged'),
    run: async ({ ctx, body }) => {
      if (body.hosts && !isNetworkOwner(ctx)) throw accessError('auth.forbidden')
      const changed = await write(ctx, body as JsonObject)
      await reload()
      return changed
    },
  })

const write = (ctx: Context, changes: JsonObject): Promise<object> =>
  inTransaction(ctx, async ({ tx, actor, site }) => {
    const told = (await ask<{ taken?: string }>(tx, 'change_site', changes, actorName(actor)))!
    if (told.taken) {
      const errors = { hosts: [siteProblem('site.host_taken', { host: told.taken })] }
      throw siteError('site.unchanged', {}, { errors })
    }
    await audit(tx, { kind: 'site.changed', actor, about: `sites:${site.id}`, details: changes })
    return told
  })

const all = call({
  at: 'GET /api/administration/sites/',
  summary: { fr: 'Les sites du réseau', en: 'The sites of the network' },
  to: 'network_owner',
  answers: {
    200: () =>
      is.object({
        results: is.list(is.object({ id: is.whole, ...named, created_at: is.instant, members: is.whole })),
      }),
  },
  run: async ({ ctx }) => ({ results: await ask<object>(ctx.tx, 'all_sites') }),
})
