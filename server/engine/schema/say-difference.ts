import { type ComputedKind, computedKinds } from '#model/computed/computed.ts'
import { type Field, fieldTypeOf } from '#model/fields/index.ts'
import { findField } from '#model/find-field.ts'
import type { Json } from '#model/json.ts'
import { inLanguage, type Language, type Text } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { canonical } from '../catalog/definition.ts'

/** What a change of structure makes otherwise, as whoever made it would tell it: one sentence for each thing. */
export function sayDifference(before: Table | null, after: Table | null, language: Language): string[] {
  const say = (text: Text): string => inLanguage(text, language)
  const name = (table: Table): string => shortened(say(table.label))
  if (!before || !after) {
    const table = after ?? before
    if (!table) return []
    const [fr, en] = after ? ['rétablie', 'brought back'] : ['supprimée', 'deleted']
    return [say({ fr: `Table « ${name(table)} » ${fr}`, en: `Table "${name(table)}" ${en}` })]
  }
  return [...ofTable(before, after), ...ofFields(before, after), ...ofLists(before, after)].map(say)
}

const isSame = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null)

function ofTable(before: Table, after: Table): Text[] {
  const [was, is] = [before.label, after.label]
  return [
    ...(isSame(was, is)
      ? []
      : [
          {
            fr: `Table « ${shortened(was.fr)} » appelée « ${shortened(is.fr)} »`,
            en: `Table "${shortened(was.en ?? was.fr)}" called "${shortened(is.en ?? is.fr)}"`,
          },
        ]),
    ...(before.slug === after.slug
      ? []
      : [
          {
            fr: `Nom technique de la table : « ${before.slug} » devient « ${after.slug} »`,
            en: `Technical name of the table: "${before.slug}" becomes "${after.slug}"`,
          },
        ]),
  ]
}

function ofFields(before: Table, after: Table): Text[] {
  const pairs = after.fields.map((is) => ({ is, was: formerOf(before, after, is) }))
  const gone = before.fields.filter((field) => !pairs.some(({ was }) => was === field))
  const stays = pairs.filter(({ was }) => was).map(({ was }) => was!.id)
  const order = before.fields.filter(({ id }) => stays.includes(id)).map(({ id }) => id)
  return [
    ...gone.map((field) => about(field, 'supprimé', 'deleted')),
    ...pairs.flatMap(({ was, is }) => (was ? ofField(was, is) : [added(is)])),
    ...(stays.join() === order.join()
      ? []
      : [{ fr: 'Ordre des champs changé', en: 'Order of the fields changed' }]),
  ]
}

/** The same by its id; or one of another type that took its place. */
const formerOf = (before: Table, after: Table, field: Field): Field | undefined =>
  before.fields.find(({ id }) => id === field.id) ??
  before.fields.find(({ id, slug }) => slug === field.slug && !after.fields.some((other) => other.id === id))

const kinds: Record<ComputedKind, Text> = {
  formula: { fr: 'Formule', en: 'Formula' },
  lookup: { fr: 'Valeur liée', en: 'Lookup' },
  rollup: { fr: 'Total de lignes liées', en: 'Rollup' },
}

const typeOf = (field: Field): Text =>
  field.computed && computedKinds.includes(field.computed.type)
    ? kinds[field.computed.type]
    : fieldTypeOf(field).label

const added = (field: Field): Text => {
  const type = typeOf(field)
  return about(field, `ajouté (${type.fr.toLowerCase()})`, `added (${(type.en ?? type.fr).toLowerCase()})`)
}

const about = ({ label }: Field, fr: string, en: string): Text => ({
  fr: `Champ « ${shortened(label.fr)} » ${fr}`,
  en: `Field "${shortened(label.en ?? label.fr)}" ${en}`,
})

/** Whoever reads a list of changes needs no more of a name than that. */
const shortened = (name: string): string => (name.length > 60 ? `${[...name].slice(0, 59).join('')}…` : name)

const flags = {
  required: [
    ['devient obligatoire', 'becomes required'],
    ['devient facultatif', 'becomes optional'],
  ],
  unique: [
    [
      'devient unique : deux lignes n’auront plus la même valeur',
      'becomes unique: no two rows have the same value',
    ],
    ['n’est plus unique', 'is no longer unique'],
  ],
  readonly: [
    ['passe en lecture seule', 'becomes read-only'],
    ['devient modifiable', 'may be changed'],
  ],
} as const

function ofField(was: Field, is: Field): Text[] {
  const types = [typeOf(was), typeOf(is)] as const
  const isRetyped = types[0].fr !== types[1].fr
  return [
    ...(isSame(was.label, is.label)
      ? []
      : [
          about(
            was,
            `appelé « ${shortened(is.label.fr)} »`,
            `called "${shortened(is.label.en ?? is.label.fr)}"`,
          ),
        ]),
    ...(was.slug === is.slug
      ? []
      : [about(is, `: nom technique « ${is.slug} »`, `: technical name "${is.slug}"`)]),
    ...(isRetyped
      ? [
          about(
            is,
            `: ${types[0].fr.toLowerCase()} devient ${types[1].fr.toLowerCase()}`,
            `: ${(types[0].en ?? '').toLowerCase()} becomes ${(types[1].en ?? '').toLowerCase()}`,
          ),
        ]
      : []),
    ...(Object.keys(flags) as (keyof typeof flags)[])
      .filter((flag) => !is.computed && (was[flag] === true) !== (is[flag] === true))
      .map((flag) => {
        const [fr, en] = flags[flag][is[flag] ? 0 : 1]
        return about(is, fr, en)
      }),
    ...(isSame(was.help, is.help) ? [] : [about(is, ': aide changée', ': help changed')]),
    ...(isSame(was.default, is.default)
      ? []
      : [about(is, ': valeur par défaut changée', ': default value changed')]),
    ...(isRetyped || isSame(settingsOf(was), settingsOf(is))
      ? []
      : [about(is, ': réglages changés', ': settings changed')]),
  ]
}

/** What its type alone has, and how it is worked out. */
const settingsOf = (field: Field): Json => {
  const all = field as unknown as Record<string, Json>
  const names = [...fieldTypeOf(field).settingNames, 'computed']
  return names.map((name) => all[name] ?? null)
}

const lists = [
  ['title', 'Champ qui nomme une ligne changé', 'Field that names a row changed'],
  ['order', 'Ordre des lignes changé', 'Order of the rows changed'],
  ['search', 'Champs de la recherche changés', 'Fields of the search changed'],
  ['indexes', 'Index changés', 'Indexes changed'],
  ['unique', 'Champs uniques ensemble changés', 'Fields that are unique together changed'],
  ['rules', 'Règles du formulaire changées', 'Rules of the form changed'],
  ['sections', 'Parties du formulaire changées', 'Sections of the form changed'],
  ['allow', 'Droits de tous changés', 'Everybody’s rights changed'],
] as const

/** A renamed field is called otherwise there too: that is no change. */
function ofLists(before: Table, after: Table): Text[] {
  const said = (value: unknown): string => canonical(value ?? null)
  const now = (value: unknown): string =>
    said(value).replaceAll(/"(-?)([a-z][a-z0-9_]*)"/g, (whole, sign: string, slug: string) => {
      const field = findField(before, slug)
      const is = field && after.fields.find(({ id }) => id === field.id)
      return is ? `"${sign}${is.slug}"` : whole
    })
  return lists
    .filter(([member]) => now(before[member]) !== said(after[member]))
    .map(([, fr, en]) => ({ fr, en }))
}
