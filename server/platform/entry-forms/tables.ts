import { boolean, datetime, integer, json, longText, table, text } from '#model/define-table.ts'

/**
 * A page on which strangers add a row to a table, and see none. To make one is to open the table to everybody, so it is
 * the administrators'; they may give it to a group. `asked_fields`: `model/entry-form.ts`.
 */
export const entryForms = table('entry_forms', {
  label: { fr: 'Formulaires publics', en: 'Public forms' },
  fields: {
    table: integer({
      label: { fr: 'Table', en: 'Table' },
      help: {
        fr: 'Son identifiant, comme GET /api/meta/tables/ le donne',
        en: 'Its id, as GET /api/meta/tables/ gives it',
      },
      required: true,
      min: 1,
    }),
    name: text({ label: { fr: 'Titre', en: 'Title' }, required: true, max: 120 }),
    intro: longText({
      label: { fr: 'Présentation', en: 'Introduction' },
      help: { fr: 'Se lit au-dessus des questions', en: 'Stands above the questions' },
      max: 3000,
    }),
    asked_fields: json({ label: { fr: 'Champs demandés', en: 'Fields asked for' }, required: true }),
    button: text({ label: { fr: 'Texte du bouton', en: 'Button' }, max: 40 }),
    confirmation: longText({
      label: { fr: 'Remerciement', en: 'Thanks' },
      help: { fr: 'Se lit après l’envoi', en: 'Shown after sending' },
      max: 2000,
    }),
    active: boolean({ label: { fr: 'Ouvert', en: 'Open' }, default: true }),
    opens: datetime({ label: { fr: 'Ouvre le', en: 'Opens' } }),
    closes: datetime({ label: { fr: 'Ferme le', en: 'Closes' } }),
    most: integer({ label: { fr: 'Réponses au plus', en: 'Most answers' }, min: 1, max: 1_000_000 }),
    question: text({
      label: { fr: 'Question de contrôle', en: 'Check question' },
      help: {
        fr: 'À laquelle les personnes attendues savent répondre, et les robots non',
        en: 'That those who are expected can answer, and robots cannot',
      },
      max: 200,
    }),
    expected: text({
      label: { fr: 'Réponse attendue', en: 'Expected answer' },
      help: {
        fr: 'Sans égard aux accents ni aux majuscules ; plusieurs se séparent par « / »',
        en: 'Whatever the accents and capitals; several are parted by "/"',
      },
      max: 200,
    }),
  },
  indexes: [['table']],
  order: ['name'],
  search: ['name', 'intro'],
  title: 'name',
  rules: [
    { field: 'expected', when: { field: 'question', op: 'isnull', value: true }, then: { hidden: true } },
    { field: 'expected', when: { field: 'question', op: 'isnull', value: false }, then: { required: true } },
  ],
})
