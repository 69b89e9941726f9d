import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const restError = errorsOf({
  'table.not_found': [
    404,
    { fr: 'Il n’y a pas de table « {table} » ici.', en: 'There is no table “{table}” here.' },
  ],
  'verb.not_found': [
    404,
    {
      fr: 'La table « {table} » n’a pas d’action « {verb} ».',
      en: 'Table “{table}” has no action “{verb}”.',
    },
  ],
  'restore.fields': [
    400,
    {
      fr: '« fields » attend une liste de noms de champs.',
      en: '“fields” takes a list of names of fields.',
    },
  ],
  'idempotency.other_body': [
    409,
    {
      fr: 'Cette clé d’idempotence a déjà servi à une autre demande. Prenez-en une nouvelle.',
      en: 'This idempotency key was already used for another request. Take a new one.',
    },
  ],
  'idempotency.under_way': [
    409,
    {
      fr: 'La demande de cette clé d’idempotence est déjà en cours. Réessayez dans un instant.',
      en: 'The request of this idempotency key is already under way. Try again in a moment.',
    },
  ],
  'idempotency.bad_key': [
    400,
    {
      fr: 'La clé d’idempotence compte de 1 à 200 caractères.',
      en: 'An idempotency key has 1 to 200 characters.',
    },
  ],
  'version.bad': [
    400,
    {
      fr: 'La version d’une ligne est un nombre entier : If-Match : "3", ou "version": 3 dans le corps.',
      en: 'The version of a row is a whole number: If-Match: "3", or "version": 3 in the body.',
    },
  ],
})

export const paramProblem = problemsOf({
  'param.unknown': { fr: 'Ce paramètre ne désigne rien ici.', en: 'This parameter names nothing here.' },
  'param.repeated': {
    fr: 'Ce paramètre est donné plusieurs fois.',
    en: 'This parameter is given more than once.',
  },
  'param.integer': { fr: 'Donnez un nombre entier à partir de 1.', en: 'Give a whole number from 1 on.' },
  'param.one_of': {
    fr: 'Donnez l’une de ces valeurs : {values}.',
    en: 'Give one of these values: {values}.',
  },
  'param.json': { fr: 'Ce n’est pas du JSON lisible.', en: 'This is not readable JSON.' },
  'param.instant': {
    fr: 'Donnez un instant avec son décalage, par exemple 2026-12-31T18:00:00Z.',
    en: 'Give an instant with its offset, for example 2026-12-31T18:00:00Z.',
  },
  'param.field': {
    fr: 'Il n’y a pas de champ « {name} » à lire ici.',
    en: 'There is no field “{name}” to read here.',
  },
  'param.not_orderable': {
    fr: 'On ne peut pas trier par « {name} ».',
    en: 'Rows cannot be ordered by “{name}”.',
  },
  'param.not_grouped': {
    fr: 'On ne peut pas grouper par « {name} ».',
    en: 'Rows cannot be grouped by “{name}”.',
  },
  'param.not_measured': {
    fr: '« {name} » n’a pas de mesure « {kind} » : les nombres ont sum, avg, min et max, les dates min et max.',
    en: '“{name}” has no measure “{kind}”: numbers have sum, avg, min and max, dates have min and max.',
  },
  'param.not_expandable': { fr: '« {name} » ne renvoie à rien.', en: '“{name}” refers to nothing.' },
  'param.too_long': {
    fr: 'Trop long : {max} caractères au plus.',
    en: 'Too long: {max} characters at most.',
  },
  'param.no_search': {
    fr: 'Cette table n’a pas de champ de recherche.',
    en: 'This table has no search fields.',
  },
  'param.too_many': { fr: 'Trop de valeurs : {max} au plus.', en: 'Too many values: {max} at most.' },
  'param.not_both': { fr: 'Ne va pas avec « {other} ».', en: 'Does not go with “{other}”.' },
})
