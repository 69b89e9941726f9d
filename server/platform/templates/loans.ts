import { inDays, rowAt, type Template } from './template.ts'

/** Things that are lent, to whom, and whether they came back. */
export const loans: Template = {
  name: 'registre-de-prets',
  label: { fr: 'Registre de prêts', en: 'Loan register' },
  about: {
    fr: 'Le matériel qui se prête, à qui il est, et ce qui doit revenir quand.',
    en: 'The things that are lent, who has them, and what is due back when.',
  },
  tables: [
    {
      definition: {
        slug: 'materiel',
        label: { fr: 'Matériel', en: 'Equipment' },
        fields: [
          {
            slug: 'reference',
            type: 'auto_number',
            label: { fr: 'Référence', en: 'Reference' },
            prefix: 'MAT-',
            padding: 3,
          },
          { slug: 'nom', type: 'text', label: { fr: 'Désignation', en: 'Name' }, required: true },
          {
            slug: 'etat',
            type: 'choice',
            label: { fr: 'État', en: 'Condition' },
            options: [
              { value: 'bon', label: { fr: 'Bon état', en: 'Good' }, color: '#15803d' },
              { value: 'use', label: { fr: 'Usé', en: 'Worn' }, color: '#b45309' },
              { value: 'hors_service', label: { fr: 'Hors service', en: 'Out of order' }, color: '#b91c1c' },
            ],
            default: 'bon',
          },
          { slug: 'valeur', type: 'decimal', label: { fr: 'Valeur', en: 'Value' }, digits: 12, places: 2 },
        ],
        title: 'nom',
        order: ['nom'],
        search: ['reference', 'nom'],
      },
      examples: [
        { nom: 'Vidéoprojecteur Epson', etat: 'bon', valeur: '325000' },
        { nom: 'Sono portable', etat: 'bon', valeur: '180000' },
        { nom: 'Groupe électrogène 3 kVA', etat: 'use', valeur: '240000' },
      ],
    },
    {
      definition: {
        slug: 'prets',
        label: { fr: 'Prêts', en: 'Loans' },
        fields: [
          {
            slug: 'materiel',
            type: 'reference',
            label: { fr: 'Matériel', en: 'Equipment' },
            table: 'materiel',
            required: true,
          },
          { slug: 'emprunteur', type: 'text', label: { fr: 'Emprunteur', en: 'Borrower' }, required: true },
          { slug: 'telephone', type: 'phone', label: { fr: 'Téléphone', en: 'Phone' } },
          { slug: 'sorti_le', type: 'date', label: { fr: 'Sorti le', en: 'Lent on' }, required: true },
          { slug: 'a_rendre_le', type: 'date', label: { fr: 'À rendre le', en: 'Due on' }, required: true },
          { slug: 'rendu', type: 'boolean', label: { fr: 'Rendu', en: 'Returned' }, default: false },
          { slug: 'rendu_le', type: 'date', label: { fr: 'Rendu le', en: 'Returned on' } },
          {
            slug: 'jours_prevus',
            type: 'formula',
            label: { fr: 'Jours prévus', en: 'Days foreseen' },
            formula: 'DAYS({a_rendre_le}; {sorti_le})',
          },
          { slug: 'remarque', type: 'long_text', label: { fr: 'Remarque', en: 'Note' } },
        ],
        title: 'emprunteur',
        order: ['rendu', 'a_rendre_le'],
        search: ['emprunteur', 'telephone'],
        rules: [
          { field: 'rendu_le', when: { field: 'rendu', op: 'ne', value: true }, then: { hidden: true } },
          { field: 'rendu_le', when: { field: 'rendu', op: 'eq', value: true }, then: { required: true } },
        ],
      },
      examples: [
        {
          materiel: rowAt(0),
          emprunteur: 'Awa Koné',
          sorti_le: inDays(-2),
          a_rendre_le: inDays(5),
          rendu: false,
        },
        {
          materiel: rowAt(1),
          emprunteur: 'Moussa Diarra',
          sorti_le: inDays(-12),
          a_rendre_le: inDays(-4),
          rendu: false,
        },
        {
          materiel: rowAt(2),
          emprunteur: 'Fatou N’Diaye',
          sorti_le: inDays(-20),
          a_rendre_le: inDays(-13),
          rendu: true,
          rendu_le: inDays(-14),
        },
      ],
    },
  ],
}
