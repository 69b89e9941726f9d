import { errorsOf } from '#base/errors.ts'

export const structureError = errorsOf({
  'structure.busy': [
    409,
    {
      fr: 'La table est occupée par {holder}. Rien n’a été changé ; réessayez dans un instant.',
      en: 'The table is being used by {holder}. Nothing was changed; try again in a moment.',
    },
  ],
  'structure.changing': [
    409,
    {
      fr: 'Un changement de cette table est en cours ({percent} %). Attendez qu’il soit fini.',
      en: 'A change of this table is under way ({percent}%). Wait until it is done.',
    },
  ],
  'structure.closed': [
    403,
    {
      fr: 'La table « {table} » fait partie de Sugu : sa structure ne se change pas ici.',
      en: 'The table "{table}" is part of Sugu: its structure cannot be changed here.',
    },
  ],
  'structure.not_yours': [
    403,
    {
      fr: 'La table « {table} » sert à tous les sites : seul le propriétaire du réseau peut la changer.',
      en: 'The table "{table}" serves every site: only the network’s owner may change it.',
    },
  ],
  'structure.worn': [
    409,
    {
      fr: 'Cette table a eu {count} champs depuis sa création, et PostgreSQL en compte 1 600 au plus. Exportez-la vers une table neuve pour continuer.',
      en: 'This table has had {count} fields since it was made, and PostgreSQL allows 1,600. Export it into a new table to go on.',
    },
  ],
  'structure.slug_taken': [
    409,
    {
      fr: 'Une autre table s’appelle maintenant « {slug} ». Rien n’a été changé : choisissez un autre nom.',
      en: 'Another table is now called "{slug}". Nothing was changed: choose another name.',
    },
  ],
  'structure.too_many_tables': [
    409,
    {
      fr: 'Il y a déjà {max} tables : supprimez-en une d’abord.',
      en: 'There are {max} tables already: delete one first.',
    },
  ],
  'table.invalid': [
    400,
    { fr: 'La définition de la table est à corriger.', en: 'The definition of the table needs correcting.' },
  ],
  'table.in_use': [
    409,
    {
      fr: 'Des champs renvoient à cette table : {fields}. Supprimez-les d’abord.',
      en: 'Fields lead to this table: {fields}. Delete them first.',
    },
  ],
  'plan.not_found': [
    404,
    {
      fr: 'Ce plan n’existe pas, ou n’existe plus. Refaites-le.',
      en: 'There is no such plan, or no longer. Make it again.',
    },
  ],
  'plan.invalid': [
    400,
    { fr: 'Certains changements sont à corriger.', en: 'Some of the changes need correcting.' },
  ],
  'plan.nothing': [400, { fr: 'Ces changements ne changent rien.', en: 'These changes change nothing.' }],
  'plan.stale': [
    409,
    {
      fr: 'La table a changé depuis ce plan. Refaites-le pour voir ce qu’il ferait aujourd’hui.',
      en: 'The table has changed since this plan was made. Make it again to see what it would do now.',
    },
  ],
  'plan.loses_data': [
    409,
    {
      fr: '{count} valeurs ou lignes sont touchées (voyez les pertes du plan). Pour accepter, envoyez « accept_loss » : true.',
      en: '{count} values or rows are concerned (see the losses of the plan). To accept, send "accept_loss": true.',
    },
  ],
  'plan.has_duplicates': [
    409,
    {
      fr: '{count} lignes portent une valeur déjà prise dans « {field} ». Corrigez-les : Sugu ne choisira pas à votre place.',
      en: '{count} rows have a value already taken in "{field}". Correct them: Sugu will not choose for you.',
    },
  ],
  'change.not_found': [404, { fr: 'Ce changement n’existe pas.', en: 'There is no such change.' }],
  'change.none': [
    409,
    {
      fr: 'Il n’y a rien à annuler : aucun changement de cette table depuis {days} jours.',
      en: 'There is nothing to undo: no change of this table for {days} days.',
    },
  ],
  'change.unreadable': [
    409,
    {
      fr: 'Des valeurs écrites entre-temps ne peuvent être converties. La table est restée comme elle était.',
      en: 'Values written in the meantime cannot be converted. The table is as it was.',
    },
  ],
  'change.duplicates': [
    409,
    {
      fr: 'Des lignes portent la même valeur là où elle doit être unique. La table est restée comme elle était.',
      en: 'Rows have the same value where it must be unique. The table is as it was.',
    },
  ],
  'change.failed': [
    409,
    {
      fr: 'Le changement n’a pas abouti. La table est restée comme elle était ; la cause est dans le journal.',
      en: 'The change did not succeed. The table is as it was; the cause is in the log.',
    },
  ],
  'undo.slug_taken': [
    409,
    {
      fr: 'Une autre table s’appelle maintenant « {table} » : renommez-la pour faire revenir celle-ci.',
      en: 'Another table is now called "{table}": rename it to bring this one back.',
    },
  ],
  'undo.breaks': [
    409,
    {
      fr: 'Une autre table calcule depuis avec ce que ce retour enlèverait : changez d’abord ce calcul.',
      en: 'Another table works something out by now from what this would take away: change that first.',
    },
  ],
  'undo.loses_data': [
    409,
    {
      fr: 'Des valeurs écrites depuis n’ont pas de place dans l’ancien type : {count}. Pour annuler quand même, envoyez « accept_loss » : true.',
      en: 'Values written since have no place in the former type: {count}. To undo all the same, send "accept_loss": true.',
    },
  ],
})
