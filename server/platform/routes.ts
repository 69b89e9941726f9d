import { type Context, inTransaction, type Site } from '#engine/context.ts'
import { read } from '#engine/records/read.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { freeForm } from '#model/form.ts'
import type { JsonObject } from '#model/json.ts'
import { identityError } from './identity/errors.ts'
import { membershipMade, newMember, newPerson, personMade } from './identity/forms.ts'
import type { PasswordLengths } from './identity/password-rules.ts'
import { addMember, makePerson } from './identity/people.ts'
import { makeSite, type SiteMaking } from './make-site.ts'
import { siteError, siteForm, siteMade } from './sites/site-input.ts'
import type { Sites } from './sites/sites.ts'

/** What the tables of sites and people leave to functions: making a site, a person, a membership. */
export const siteRoutes = (
  server: Server,
  reception: Reception,
  sites: Sites,
  making: SiteMaking,
  lengths: PasswordLengths,
): void => mountCalls(server, reception, group, [makeOne(making), addPerson(lengths), joinSite(sites)])

const group: Group = { name: { fr: 'Sites et membres', en: 'Sites and members' } }

const makeOne = (making: SiteMaking): Call =>
  call({
    at: 'POST /api/sites/',
    summary: { fr: 'Créer un site', en: 'Make a site' },
    to: 'network_owner',
    key: 'once',
    body: freeForm(siteForm.schema),
    answers: { 201: () => siteMade },
    problems: siteError.named('site.invalid'),
    run: async ({ ctx, body }) => {
      const { timeZone, ...site } = await makeSite(making, ctx.actor, body)
      return { ...site, time_zone: timeZone }
    },
  })

const addPerson = (lengths: PasswordLengths): Call =>
  call({
    at: 'POST /api/users/',
    summary: { fr: 'Ajouter une personne au site', en: 'Add a person to the site' },
    detail: {
      fr: 'Sans mot de passe, la réponse en donne un qui ne sert qu’une fois : elle n’est montrée qu’ici.',
      en: 'Without a password the answer gives one that serves once: it is shown here alone.',
    },
    to: 'site_admin',
    key: 'each',
    body: freeForm(newPerson.schema),
    answers: { 201: personMade },
    problems: identityError.named('person.invalid'),
    run: ({ ctx, body }) =>
      inTransaction(ctx, async (inner) => {
        const { id, oneTimePassword } = await makePerson(inner, body, lengths)
        const person = JSON.parse(
          await read(inner, ctx.catalog.find(ctx.site.id, 'users')!, id),
        ) as JsonObject
        return { ...person, ...(oneTimePassword !== null && { one_time_password: oneTimePassword }) }
      }),
  })

const joinSite = (sites: Sites): Call =>
  call({
    at: 'POST /api/memberships/',
    summary: { fr: 'Faire de quelqu’un un membre du site', en: 'Make somebody a member of the site' },
    to: 'network_owner',
    key: 'apart',
    body: newMember,
    answers: { 201: () => membershipMade },
    problems: [...identityError.named('person.invalid'), ...httpError.named('site.unknown')],
    run: async ({ ctx, body: { site, ...member } }) => {
      const at = siteNamed(sites, site) ?? ctx.site
      return { ...(await addMember(at.id === ctx.site.id ? ctx : atSite(ctx, at), member)), site: at.slug }
    },
  })

/** At the site that is named, or at the request's. */
function siteNamed(sites: Sites, named: number | string | null): Site | undefined {
  if (named === null) return undefined
  const site = typeof named === 'number' ? sites.byId(named) : sites.bySlug(named)
  if (!site) throw httpError('site.unknown', { site: String(named).slice(0, 60) })
  return site
}

function atSite(ctx: Context, site: Site): Context {
  if (!ctx.db) throw new Error('another site is reached outside of a transaction only')
  const { db } = ctx
  return {
    ...ctx,
    site,
    db,
    tx: { run: (...statements) => db.transaction(site.id, (tx) => tx.run(...statements)) },
  }
}
