import { errorsOf } from '#base/errors.ts'

/** What makes a whole file unreadable, from a line on. */
export const fileProblem = errorsOf({
  'file.empty': [400, { fr: 'Ce fichier est vide.', en: 'This file is empty.' }],
  'file.too_large': [
    413,
    {
      fr: 'Fichier trop lourd : {max} Mo au plus. Découpez-le en plusieurs fichiers.',
      en: 'File too large: at most {max} MB. Cut it into several files.',
    },
  ],
  'file.unknown_format': [
    415,
    {
      fr: 'Ce fichier n’est ni un CSV, ni un classeur Excel (.xlsx), ni du JSON.',
      en: 'This file is neither CSV, nor an Excel workbook (.xlsx), nor JSON.',
    },
  ],
  'file.old_excel': [
    415,
    {
      fr: 'Ancien format Excel (.xls), ou classeur protégé par un mot de passe : enregistrez-le en .xlsx, sans mot de passe.',
      en: 'Old Excel format (.xls), or a workbook behind a password: save it as .xlsx, without a password.',
    },
  ],
  'file.encoding': [
    400,
    {
      fr: 'Ce fichier n’est pas en {encoding} : choisissez un autre encodage, ou laissez Sugu le reconnaître.',
      en: 'This file is not in {encoding}: choose another encoding, or let Sugu detect it.',
    },
  ],
  'file.bad_encoding': [400, { fr: 'Encodage inconnu : {encoding}.', en: 'Unknown encoding: {encoding}.' }],
  'file.quote_open': [
    400,
    {
      fr: 'Les guillemets ouverts à la ligne {line} ne se referment jamais.',
      en: 'The quotes opened on line {line} are never closed.',
    },
  ],
  'file.too_many_columns': [
    400,
    {
      fr: 'Trop de colonnes à la ligne {line} : {max} au plus.',
      en: 'Too many columns on line {line}: at most {max}.',
    },
  ],
  'file.cell_too_long': [
    400,
    {
      fr: 'Une cellule de la ligne {line} dépasse {max} caractères.',
      en: 'A cell on line {line} is longer than {max} characters.',
    },
  ],
  'file.row_too_long': [
    400,
    { fr: 'La ligne {line} dépasse {max} caractères.', en: 'Line {line} is longer than {max} characters.' },
  ],
  'file.bad_json': [
    400,
    {
      fr: 'JSON illisible à la ligne {line} : un tableau d’objets est attendu, ou un objet par ligne.',
      en: 'Unreadable JSON on line {line}: an array of objects is expected, or one object per line.',
    },
  ],
  'file.too_deep': [
    400,
    {
      fr: 'JSON trop profond à la ligne {line} : {max} niveaux au plus.',
      en: 'JSON too deep on line {line}: at most {max} levels.',
    },
  ],
  'file.bad_workbook': [
    400,
    {
      fr: 'Ce classeur Excel est abîmé ou n’en est pas un. Ouvrez-le et enregistrez-le de nouveau en .xlsx.',
      en: 'This Excel workbook is damaged or is none. Open it and save it again as .xlsx.',
    },
  ],
  'file.zip_bomb': [
    400,
    {
      fr: 'Ce classeur se déplie démesurément : il est refusé.',
      en: 'This workbook unpacks beyond measure: it is refused.',
    },
  ],
  'file.no_sheet': [
    400,
    {
      fr: 'Ce classeur n’a pas de feuille « {sheet} ». Il a : {sheets}.',
      en: 'This workbook has no sheet “{sheet}”. It has: {sheets}.',
    },
  ],
})
