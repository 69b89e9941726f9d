import { inDays, type Template } from './template.ts'

/** What comes into the till and what goes out of it, day by day. */
export const till: Template = {
  name: 'carnet-de-caisse',
  label: { fr: 'Carnet de caisse', en: 'Till book' },
  about: {
    fr: 'Chaque entrée et chaque sortie d’argent, avec son motif et son moyen de paiement.',
    en: 'Each amount that comes in or goes out, with what for and how it was paid.',
  },
  tables: [
    {
      definition: {
        slug: 'caisse',
        label: { fr: 'Carnet de caisse', en: 'Till book' },
        fields: [
          { slug: 'jour', type: 'date', label: { fr: 'Jour', en: 'Day' }, required: true },
          {
            slug: 'sens',
            type: 'choice',
            label: { fr: 'Entrée ou sortie', en: 'In or out' },
            required: true,
            options: [
              { value: 'entree', label: { fr: 'Entrée', en: 'In' }, color: '#15803d' },
              { value: 'sortie', label: { fr: 'Sortie', en: 'Out' }, color: '#b91c1c' },
            ],
          },
          { slug: 'motif', type: 'text', label: { fr: 'Motif', en: 'What for' }, required: true },
          {
            slug: 'montant',
            type: 'decimal',
            label: { fr: 'Montant', en: 'Amount' },
            required: true,
            digits: 14,
            places: 2,
            min: '0',
          },
          {
            slug: 'solde',
            type: 'formula',
            label: { fr: 'Effet sur la caisse', en: 'Effect on the till' },
            help: {
              fr: 'En plus pour une entrée, en moins pour une sortie.',
              en: 'More for in, less for out.',
            },
            formula: 'IF({sens} = "entree"; {montant}; -{montant})',
          },
          {
            slug: 'moyen',
            type: 'choice',
            label: { fr: 'Moyen de paiement', en: 'Paid by' },
            options: [
              { value: 'especes', label: { fr: 'Espèces', en: 'Cash' } },
              { value: 'mobile', label: { fr: 'Mobile money', en: 'Mobile money' } },
              { value: 'cheque', label: { fr: 'Chèque', en: 'Cheque' } },
              { value: 'virement', label: { fr: 'Virement', en: 'Transfer' } },
            ],
            default: 'especes',
          },
          { slug: 'numero_cheque', type: 'text', label: { fr: 'Numéro du chèque', en: 'Cheque number' } },
          { slug: 'remarque', type: 'long_text', label: { fr: 'Remarque', en: 'Note' } },
        ],
        title: 'motif',
        order: ['-jour'],
        search: ['motif', 'remarque'],
        rules: [
          {
            field: 'numero_cheque',
            when: { field: 'moyen', op: 'ne', value: 'cheque' },
            then: { hidden: true },
          },
          {
            field: 'numero_cheque',
            when: { field: 'moyen', op: 'eq', value: 'cheque' },
            then: { required: true },
          },
        ],
      },
      examples: [
        { jour: inDays(-3), sens: 'entree', motif: 'Fond de caisse', montant: '50000', moyen: 'especes' },
        { jour: inDays(-2), sens: 'entree', motif: 'Ventes du jour', montant: '127500', moyen: 'especes' },
        { jour: inDays(-2), sens: 'sortie', motif: 'Transport du marché', montant: '4500', moyen: 'mobile' },
        { jour: inDays(-1), sens: 'entree', motif: 'Ventes du jour', montant: '98000', moyen: 'mobile' },
        {
          jour: inDays(-1),
          sens: 'sortie',
          motif: 'Loyer de la boutique',
          montant: '75000',
          moyen: 'cheque',
          numero_cheque: '0004512',
        },
      ],
    },
  ],
}
