import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

/** What may be wrong with a row or a cell of a file, beside what its field and the rules of the table say. */
export const cellProblem = problemsOf({
  'import.unknown_column': {
    fr: 'La table n’a pas de champ pour cette colonne. Dites à quel champ elle va, ou qu’elle est à laisser.',
    en: 'The table has no field for this column. Say which field it is for, or that it is to be left out.',
  },
  'import.ambiguous_column': {
    fr: 'Plusieurs champs portent ce nom : {fields}. Dites lequel est visé.',
    en: 'Several fields have this name: {fields}. Say which one is meant.',
  },
  'import.column_twice': {
    fr: 'Cette colonne va au même champ que « {other} ». Gardez l’une des deux.',
    en: 'This column is for the same field as "{other}". Keep one of the two.',
  },
  'import.no_such_field': {
    fr: 'La table n’a pas de champ « {field} ».',
    en: 'The table has no field "{field}".',
  },
  'import.no_such_column': {
    fr: 'Le fichier n’a pas de colonne « {column} ». Il a : {columns}.',
    en: 'The file has no column "{column}". It has: {columns}.',
  },
  'import.no_key_column': {
    fr: 'Le fichier n’a pas de colonne pour « {field} », par lequel reconnaître les lignes.',
    en: 'The file has no column for "{field}", by which to know the rows.',
  },
  'import.no_column': {
    fr: 'Aucune colonne du fichier ne va à un champ de la table.',
    en: 'No column of the file is for a field of the table.',
  },
  'import.extra_cell': {
    fr: 'Cette cellule est sous une colonne sans nom.',
    en: 'This cell is under a column without a name.',
  },
  'import.broken_cell': {
    fr: 'Le classeur montre une erreur ici ({code}) : corrigez la formule.',
    en: 'The workbook shows an error here ({code}): correct the formula.',
  },
  'import.same_key': {
    fr: 'La ligne {line} du fichier porte déjà la même valeur.',
    en: 'Line {line} of the file already has the same value.',
  },
  'import.several_rows': {
    fr: '{count} lignes de la table portent cette valeur : on ne sait laquelle modifier.',
    en: '{count} rows of the table have this value: which one to change is unknown.',
  },
  'import.no_such_row': {
    fr: 'Aucune ligne de la table ne porte cette valeur.',
    en: 'No row of the table has this value.',
  },
  'import.may_not_create': {
    fr: 'Vous ne pouvez pas créer cette ligne.',
    en: 'You may not create this row.',
  },
  'import.may_not_update': {
    fr: 'Vous ne pouvez pas modifier cette ligne.',
    en: 'You may not change this row.',
  },
  'field.not_unique': {
    fr: 'Une autre ligne de la table porte déjà cette valeur.',
    en: 'Another row of the table already has this value.',
  },
  'import.no_target': {
    fr: '« {given} » : introuvable dans « {table} ».',
    en: '"{given}": not found in "{table}".',
  },
  'import.several_targets': {
    fr: '« {given} » désigne plusieurs lignes de « {table} » : donnez le numéro (id) de la bonne.',
    en: '"{given}" names several rows of "{table}": give the number (id) of the right one.',
  },
  'import.changed_meanwhile': {
    fr: 'Les données ont changé pendant l’import : tout ce qu’il avait écrit a été retiré. Recommencez.',
    en: 'The data changed during the import: all that it had written was taken back. Try again.',
  },
})

export const importError = errorsOf({
  'import.not_found': [404, { fr: 'Il n’y a pas d’import {id} ici.', en: 'There is no import {id} here.' }],
  'import.nothing_written': [
    409,
    {
      fr: 'Cet import n’a rien écrit : il n’y a rien à annuler.',
      en: 'This import wrote nothing: there is nothing to undo.',
    },
  ],
  'import.not_again': [
    409,
    {
      fr: 'Seul un essai terminé depuis moins d’un jour se reprend. Envoyez le fichier à nouveau.',
      en: 'Only a dry run that ended less than a day ago can be taken up again. Send the file once more.',
    },
  ],
  'import.table_gone': [
    404,
    { fr: 'La table de cet import n’existe plus.', en: 'The table of this import is gone.' },
  ],
})
