import { accessWhere, isAdministrator } from '#engine/access/access.ts'
import { accessError } from '#engine/access/errors.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import { isNetworkOwner } from '#engine/rest/describe.ts'
import type { Reception } from '#engine/rest/door.ts'
import { openTables } from '#engine/rest/open-tables.ts'
import type { Verbs } from '#engine/verbs/verbs.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { is } from '#model/json-schema.ts'
import type { Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { ask } from '../identity/ask.ts'
import type { Desk } from '../identity/desk.ts'
import { profile } from '../identity/forms.ts'
import { heldToken } from '../identity/origin.ts'
import { me } from '../identity/sign-in.ts'
import { prefer } from './preferences.ts'

/** What screens ask first, in one round trip: who asks, where, and what is open to them. */
export const hereRoutes = (
  server: Server,
  reception: Reception,
  desk: Desk,
  verbs: Verbs,
  apps: readonly NamedApp[],
): void => mountCalls(server, reception, group, [readHere(desk, verbs, apps), prefer(desk)])

/** An app as its tables are gathered under it. */
export interface NamedApp {
  readonly slug: string
  readonly label: Text
  /** What it calls its tables, those that come first: `projects.projet`. */
  readonly order: readonly string[]
  /** Slugs of the tables that code makes for it. */
  readonly tables: readonly string[]
}

const group: Group = { name: { fr: 'Écrans', en: 'Screens' } }

const readHere = (desk: Desk, verbs: Verbs, apps: readonly NamedApp[]): Call =>
  call({
    at: 'GET /api/here/',
    summary: { fr: 'Qui je suis, où, et ce qui m’est ouvert', en: 'Who I am, where, and what is open to me' },
    detail: {
      fr: 'Ce qu’un écran demande d’abord : la personne, le site et ceux où elle peut aller, ses préférences ici, les apps et leurs tables.',
      en: 'What a screen asks first: the person, the site and those they may go to, their preferences here, the apps and their tables.',
    },
    to: 'signed_in',
    answers: { 200: (language) => is.object({ user: profile(language), ...answer }) },
    run: async ({ ctx, request }) => {
      const user = await me(desk, heldToken(request))
      const kept = await ask<Kept>(desk.db.site(ctx.site.id), 'here_for', idIn(ctx))
      const tables = openTables(ctx, verbs).filter(({ slug }) => !withScreens.has(slug))
      return {
        user,
        site: siteSaid(ctx),
        ...kept,
        is_admin: isAdministrator(ctx.actor),
        is_network_owner: isNetworkOwner(ctx),
        apps: gathered(tables, apps, isAdministrator(ctx.actor)),
        tables: tables.map((table) => tableSaid(ctx, table)),
      }
    },
  })

interface Kept {
  readonly preferences: object
  readonly sites: readonly object[]
}

/** Tables of the house that have screens of their own are not shown as tables. */
const withScreens: ReadonlySet<string> = new Set(['comments', 'notifications', 'webhooks'])

const siteNamed = { slug: is.text, name: is.text }
const label = is.object({ fr: is.text }, { en: is.text })
const answer = {
  site: is.object({
    ...siteNamed,
    language: is.oneOf('fr', 'en'),
    country: is.text,
    currency: is.text,
    time_zone: is.text,
  }),
  sites: is.list(is.object(siteNamed)),
  preferences: is.byName(is.anything),
  is_admin: is.yes,
  is_network_owner: is.yes,
  apps: is.list(is.object({ slug: is.text, label, tables: is.list(is.text) })),
  tables: is.list(
    is.object(
      {
        slug: is.text,
        label,
        origin: is.oneOf('code', 'site'),
        may: is.object({ read: is.yes, create: is.yes }),
      },
      { from: is.text },
    ),
  ),
}

const siteSaid = ({ site: { slug, name, language, country, currency, timeZone } }: Context) => ({
  slug,
  name,
  language,
  country,
  currency,
  time_zone: timeZone,
})

const tableSaid = (ctx: Context, table: Table) => ({
  slug: table.slug,
  label: table.label,
  origin: table.origin,
  ...(table.from && { from: table.from }),
  may: {
    read: accessWhere(ctx, table, 'read') !== null,
    create: accessWhere(ctx, table, 'create') !== null,
  },
})

/** The apps first, then what people made themselves, then what the house runs on. */
const ownTables: NamedApp = {
  slug: 'tables',
  label: { fr: 'Mes tables', en: 'My tables' },
  order: [],
  tables: [],
}
const houseTables: NamedApp = {
  slug: 'house',
  label: { fr: 'Administration', en: 'Administration' },
  order: [],
  tables: [],
}

/** Where there are no own tables yet, those who may make one find the place for it. */
function gathered(tables: readonly Table[], apps: readonly NamedApp[], mayMake: boolean) {
  const homeOf = (table: Table): string =>
    apps.find(({ slug, tables: own }) => own.includes(table.slug) || table.from?.startsWith(`${slug}.`))
      ?.slug ?? (table.origin === 'site' ? ownTables.slug : houseTables.slug)
  const byHome = Map.groupBy(tables, homeOf)
  return [...apps, ownTables, houseTables]
    .map(({ slug, label, order }) => ({ slug, label, tables: inOrder(byHome.get(slug) ?? [], order) }))
    .filter((app) => app.tables.length > 0 || (mayMake && app.slug === ownTables.slug))
}

function inOrder(tables: readonly Table[], order: readonly string[]): string[] {
  const place = ({ from = '' }: Table) => (order.includes(from) ? order.indexOf(from) : order.length)
  return [...tables].sort((a, b) => place(a) - place(b)).map(({ slug }) => slug)
}

export function idIn({ actor }: Context): number {
  if (actor.kind !== 'user') throw accessError('auth.required')
  return actor.id
}
