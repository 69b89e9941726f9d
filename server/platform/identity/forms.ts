import { boolean, type Column, reference, references } from '#model/define-table.ts'
import { fieldSchema } from '#model/field-schema.ts'
import type { Field } from '#model/fields/index.ts'
import { form, type Input, secret } from '#model/form.ts'
import type { Json, JsonSchema } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Language } from '#model/language.ts'
import { personProblem } from './errors.ts'
import { users } from './tables.ts'

/** What the calls about people take and answer. */
const groups = references({ label: { fr: 'Groupes', en: 'Groups' }, table: 'groups' })
const admin = boolean({ label: { fr: 'Administre le site', en: 'Administers the site' }, default: false })

/** What people say of themselves. */
export const own: Readonly<Record<string, Column<Json>>> = Object.fromEntries(
  users.fields.filter((field) => !field.readonly).map((field) => [field.slug, field]),
)

export const newPerson = form({
  ...own,
  password: secret({
    label: { fr: 'Mot de passe', en: 'Password' },
    help: { fr: 'Sans lui, Sugu en donne un.', en: 'Without it, Sugu gives one.' },
  }),
  groups,
  admin,
})

const site: Input<number | string> = {
  label: { fr: 'Site', en: 'Site' },
  help: {
    fr: 'Son nom technique ou son numéro ; sinon, celui de l’adresse',
    en: 'Its slug or number; if none, the address’s own',
  },
  schema: { type: ['string', 'integer', 'null'], maxLength: 100 },
  parse: (input) =>
    typeof input === 'number' || (typeof input === 'string' && input.length <= 100)
      ? { value: input }
      : { problem: personProblem('person.bad_site') },
}

export const newMember = form({
  user: reference({ label: { fr: 'Utilisateur', en: 'User' }, table: 'users', required: true }),
  groups,
  admin,
  site,
})

const fields = (language: Language): Record<string, JsonSchema> =>
  Object.fromEntries(
    users.fields.map((field) => [field.slug, fieldSchema({ id: 0, ...field } as Field, language)]),
  )

/** What `store.profile` answers: the person's own fields. */
export const profile = (language: Language): JsonSchema =>
  is.object({
    id: is.whole,
    ...fields(language),
    photo_profil: is.orNull(is.text),
    ...counts,
    date_verification: is.orNull(is.instant),
    date_creation: is.instant,
  })

const counts = { followers_count: is.whole, following_count: is.whole, events_count: is.whole }

const publicNames = ['username', 'first_name', 'last_name', 'bio', 'est_verifie']

/** What `site.public_profile` answers: what others see. */
export const publicProfile = (language: Language): JsonSchema => {
  const known = Object.entries(fields(language)).filter(([name]) => publicNames.includes(name))
  return is.object({
    id: is.whole,
    ...Object.fromEntries(known),
    photo_profil: is.orNull(is.text),
    ...counts,
    is_following: is.yes,
  })
}

/** A token comes with a token's session, `device` where the device held none that is known. */
export const signedIn = (language: Language): JsonSchema =>
  is.object({ user: profile(language) }, { token: is.text, device: is.text })

export const personMade = (language: Language): JsonSchema =>
  is.object({ id: is.whole, ...fields(language), version: is.whole }, { one_time_password: is.text })

export const membershipMade = is.object({
  id: is.whole,
  user: is.whole,
  groups: is.list(is.whole),
  admin: is.yes,
  ended: is.yes,
  site: is.text,
})
