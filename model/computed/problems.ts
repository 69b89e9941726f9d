import { problemsOf } from '../problem.ts'

export const computedProblem = problemsOf({
  'computed.cycle': {
    fr: 'Ces champs se calculent en rond : {fields}. Enlevez l’un d’eux de la formule d’un autre.',
    en: 'These fields are worked out from each other in a circle: {fields}. Take one of them out of another’s formula.',
  },
  'computed.broken': {
    fr: 'Le champ calculé « {field} » se sert de ce qui change et ne pourrait plus se calculer. Changez-le ou supprimez-le d’abord.',
    en: 'The computed field "{field}" makes use of what changes and could no longer be worked out. Change it or drop it first.',
  },
  'computed.through': {
    fr: 'Nommez un champ de cette table qui mène à une autre : un lien, ou une liste de liens.',
    en: 'Name a field of this table that leads to another: a link, or a list of links.',
  },
  'computed.through_list': {
    fr: 'Nommez un champ de cette table qui contient une liste de liens.',
    en: 'Name a field of this table that holds a list of links.',
  },
  'computed.by': {
    fr: 'Nommez le champ de « {table} » qui mène à cette table.',
    en: 'Name the field of "{table}" that leads to this table.',
  },
  'computed.source': {
    fr: 'Donnez soit « table », dont les lignes mènent à celle-ci, soit « through », une liste de liens de cette table.',
    en: 'Give either "table", whose rows lead to this one, or "through", a list of links of this table.',
  },
  'computed.table_unknown': {
    fr: 'La table « {table} » n’existe pas ou ne vous est pas visible.',
    en: 'The table "{table}" does not exist or is not visible to you.',
  },
  'computed.table_unfit': {
    fr: 'Les lignes de « {table} » sont à toute l’installation : rien ne s’en calcule ici.',
    en: 'The rows of "{table}" belong to the whole installation: nothing is worked out from them here.',
  },
  'computed.field_unknown': {
    fr: 'La table « {table} » n’a pas de champ « {field} ».',
    en: 'The table "{table}" has no field "{field}".',
  },
  'computed.field_unfit': {
    fr: 'Le champ « {field} » est d’un type qui ne convient pas ici.',
    en: 'The field "{field}" is of a type that does not fit here.',
  },
  'computed.op': {
    fr: 'Choisissez parmi : {known}.',
    en: 'Choose among: {known}.',
  },
  'computed.where_variable': {
    fr: 'Une valeur gardée ne dépend ni de qui regarde, ni du jour : écrivez une valeur fixe.',
    en: 'A stored value depends neither on who looks nor on the day: write a fixed value.',
  },
})
