import { errorsOf } from '#base/errors.ts'

export const recordError = errorsOf({
  'row.not_found': [404, { fr: 'Introuvable.', en: 'Not found.' }],
  'row.invalid': [400, { fr: 'Certains champs sont à corriger.', en: 'Some fields need correcting.' }],
  'row.changed': [
    412,
    {
      fr: 'Quelqu’un a modifié cette ligne entre-temps. Rien n’a été enregistré.',
      en: 'Somebody changed this row in the meantime. Nothing was saved.',
    },
  ],
  'row.in_use': [
    409,
    {
      fr: 'Cette ligne est utilisée par : {tables}. Retirez-la de là d’abord.',
      en: 'This row is used by: {tables}. Remove it from there first.',
    },
  ],
  'row.too_long': [
    400,
    {
      fr: 'Un texte est trop long pour un champ qui sert à trier ou qui doit être unique : 2 000 caractères au plus.',
      en: 'A text is too long for a field that rows are ordered by, or that must be unique: 2,000 characters at most.',
    },
  ],
  'row.exists': [409, { fr: 'Une ligne porte déjà cette valeur.', en: 'A row already has this value.' }],
  'row.not_in_trash': [
    409,
    { fr: 'Cette ligne n’est pas dans la corbeille.', en: 'This row is not in the trash.' },
  ],
  'row.no_such_version': [
    404,
    { fr: 'Cette ligne n’a pas de version {version}.', en: 'This row has no version {version}.' },
  ],
  'row.no_such_field': [
    400,
    {
      fr: 'Le champ « {field} » ne peut pas être rétabli : il n’existe pas ou ne vous est pas ouvert.',
      en: 'The field "{field}" cannot be restored: it does not exist or is not open to you.',
    },
  ],
  'list.bad_cursor': [
    400,
    {
      fr: 'Ce curseur ne va pas avec cette liste. Reprenez à la première page.',
      en: 'This cursor does not belong to this list. Start again at the first page.',
    },
  ],
  'list.before_log': [
    400,
    {
      fr: 'L’historique ne remonte pas avant {begin} : plus tôt, nul ne sait ce qu’étaient les lignes.',
      en: 'The history does not reach back before {begin}: nobody can tell what the rows were earlier.',
    },
  ],
  'list.no_page': [404, { fr: 'Il n’y a pas de page {page}.', en: 'There is no page {page}.' }],
  'list.invalid': [400, { fr: 'Un paramètre est à corriger.', en: 'A parameter needs correcting.' }],
  'row.busy': [
    503,
    {
      fr: 'D’autres écrivent ces mêmes lignes en ce moment. Réessayez dans un instant.',
      en: 'Others are writing these very rows right now. Try again in a moment.',
    },
  ],
  'table.busy': [
    503,
    {
      fr: 'La structure change en ce moment. Réessayez dans un instant.',
      en: 'The structure is changing right now. Try again in a moment.',
    },
  ],
})
