import type { Change, Listener } from '#engine/changes.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { type Problems, problemsOf } from '#model/problem.ts'
import { webhooks } from '../tables.ts'
import { type AllowedHosts, problemOf } from './addresses.ts'
import { activeHooks, isTold } from './hooks.ts'

const problem = problemsOf({
  'webhook.tables': {
    fr: 'Donnez une liste de tables de ce site, comme ["devis", "contact"] ; vide : toutes. Inconnues ici : {unknown}.',
    en: 'Give a list of tables of this site, such as ["devis", "contact"]; empty: all of them. Unknown here: {unknown}.',
  },
  'webhook.verbs': {
    fr: 'Donnez une liste d’opérations, comme ["create", "update", "delete"] ; vide : toutes.',
    en: 'Give a list of verbs, such as ["create", "update", "delete"]; empty: all of them.',
  },
})

/** A webhook that could tell nothing, or somebody on this side of the internet, is refused where it is written. */
export const webhooksChecked = (allowed: AllowedHosts): Listener => ({
  hears: (table, verb) => table.origin === 'code' && table.slug === webhooks.slug && verb !== 'delete',
  async told(ctx, change) {
    for (const row of await writtenBy(ctx, change)) {
      const errors = problemsIn(ctx, row, allowed)
      if (Object.keys(errors).length > 0) throw recordError('row.invalid', {}, { errors })
    }
  },
})

interface Written {
  readonly address?: unknown
  readonly tables?: unknown
  readonly verbs?: unknown
}

/** Of a batch only its number is told: all that are active are looked at. */
const writtenBy = async (ctx: Context, { after }: Change): Promise<readonly Written[]> =>
  after ? [after] : activeHooks(ctx)

function problemsIn(ctx: Context, { address, tables, verbs }: Written, allowed: AllowedHosts): Problems {
  const wrong = problemOf(String(address), allowed)
  const unknown = isNames(tables) ? tables.filter((slug) => !isKnown(ctx, slug)) : ['?']
  return {
    ...(wrong && { address: [wrong] }),
    ...(unknown.length > 0 && {
      tables: [problem('webhook.tables', { unknown: unknown.slice(0, 5).join(', ') })],
    }),
    ...(!isNames(verbs) && { verbs: [problem('webhook.verbs')] }),
  }
}

const isKnown = (ctx: Context, slug: string): boolean => {
  const table = ctx.catalog.find(ctx.site.id, slug)
  return table !== undefined && isTold(table)
}

const isNames = (value: unknown): value is readonly string[] =>
  value == null ||
  (Array.isArray(value) && value.length <= 100 && value.every((one) => typeof one === 'string'))
