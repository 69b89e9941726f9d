import { inDays, rowAt, type Template } from './template.ts'

/** Customers, their projects, and the quotes that are sent to them. */
export const office: Template = {
  name: 'bureau-de-projets',
  label: { fr: 'Bureau de projets', en: 'Projects office' },
  about: {
    fr: 'Des contacts, des projets et des devis liés entre eux, avec leurs statuts et leurs totaux.',
    en: 'Contacts, projects and quotes that are tied together, with their statuses and totals.',
  },
  tables: [
    {
      definition: {
        slug: 'contacts',
        label: { fr: 'Contacts', en: 'Contacts' },
        fields: [
          { slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
          { slug: 'entreprise', type: 'text', label: { fr: 'Entreprise', en: 'Company' } },
          { slug: 'courriel', type: 'email', label: { fr: 'Courriel', en: 'E-mail' } },
          { slug: 'telephone', type: 'phone', label: { fr: 'Téléphone', en: 'Phone' } },
        ],
        title: 'nom',
        order: ['nom'],
        search: ['nom', 'entreprise', 'courriel', 'telephone'],
      },
      examples: [
        { nom: 'Awa Koné', entreprise: 'Mairie de Cocody', courriel: 'awa.kone@exemple.ci' },
        { nom: 'Julien Mercier', entreprise: 'Atelier Mercier', courriel: 'julien@exemple.fr' },
      ],
    },
    {
      definition: {
        slug: 'projets',
        label: { fr: 'Projets', en: 'Projects' },
        fields: [
          { slug: 'nom', type: 'text', label: { fr: 'Nom du projet', en: 'Project name' }, required: true },
          { slug: 'client', type: 'reference', label: { fr: 'Client', en: 'Customer' }, table: 'contacts' },
          {
            slug: 'statut',
            type: 'choice',
            label: { fr: 'Statut', en: 'Status' },
            options: [
              { value: 'a_venir', label: { fr: 'À venir', en: 'To come' }, color: '#64748b' },
              { value: 'en_cours', label: { fr: 'En cours', en: 'Under way' }, color: '#1d4ed8' },
              { value: 'termine', label: { fr: 'Terminé', en: 'Done' }, color: '#15803d' },
              { value: 'annule', label: { fr: 'Annulé', en: 'Cancelled' }, color: '#b91c1c' },
            ],
            default: 'a_venir',
          },
          { slug: 'debut', type: 'date', label: { fr: 'Début', en: 'Start' } },
          { slug: 'fin', type: 'date', label: { fr: 'Fin', en: 'End' } },
          { slug: 'description', type: 'long_text', label: { fr: 'Description', en: 'Description' } },
          {
            slug: 'motif_annulation',
            type: 'long_text',
            label: { fr: 'Motif de l’annulation', en: 'Why cancelled' },
          },
        ],
        title: 'nom',
        order: ['-debut', 'nom'],
        search: ['nom', 'description'],
        rules: [
          {
            field: 'motif_annulation',
            when: { field: 'statut', op: 'ne', value: 'annule' },
            then: { hidden: true },
          },
          {
            field: 'motif_annulation',
            when: { field: 'statut', op: 'eq', value: 'annule' },
            then: { required: true },
          },
        ],
      },
      examples: [
        { nom: 'Salle des fêtes', client: rowAt(0), statut: 'en_cours', debut: inDays(-30), fin: inDays(60) },
        { nom: 'Mobilier d’accueil', client: rowAt(1), statut: 'a_venir', debut: inDays(15) },
      ],
    },
    {
      definition: {
        slug: 'devis_clients',
        label: { fr: 'Devis', en: 'Quotes' },
        fields: [
          {
            slug: 'numero',
            type: 'auto_number',
            label: { fr: 'Numéro', en: 'Number' },
            prefix: 'D-',
            padding: 4,
          },
          { slug: 'objet', type: 'text', label: { fr: 'Objet', en: 'Subject' }, required: true },
          { slug: 'projet', type: 'reference', label: { fr: 'Projet', en: 'Project' }, table: 'projets' },
          {
            slug: 'montant_ht',
            type: 'decimal',
            label: { fr: 'Montant HT', en: 'Before tax' },
            digits: 14,
            places: 2,
          },
          {
            slug: 'taux_tva',
            type: 'decimal',
            label: { fr: 'TVA (%)', en: 'VAT (%)' },
            digits: 5,
            places: 2,
            default: '18',
          },
          {
            slug: 'montant_ttc',
            type: 'formula',
            label: { fr: 'Montant TTC', en: 'With tax' },
            formula: 'ROUND({montant_ht} * (1 + {taux_tva} / 100); 2)',
          },
          {
            slug: 'statut',
            type: 'choice',
            label: { fr: 'Statut', en: 'Status' },
            options: [
              { value: 'brouillon', label: { fr: 'Brouillon', en: 'Draft' }, color: '#64748b' },
              { value: 'envoye', label: { fr: 'Envoyé', en: 'Sent' }, color: '#1d4ed8' },
              { value: 'accepte', label: { fr: 'Accepté', en: 'Accepted' }, color: '#15803d' },
              { value: 'refuse', label: { fr: 'Refusé', en: 'Refused' }, color: '#b91c1c' },
            ],
            default: 'brouillon',
          },
          { slug: 'motif', type: 'text', label: { fr: 'Motif du refus', en: 'Reason for refusal' } },
          { slug: 'valable_jusqu_au', type: 'date', label: { fr: 'Valable jusqu’au', en: 'Valid until' } },
        ],
        title: 'objet',
        order: ['-numero'],
        search: ['numero', 'objet'],
        rules: [
          { field: 'motif', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
          { field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } },
        ],
      },
      examples: [
        {
          objet: 'Étude et plans',
          projet: rowAt(0),
          montant_ht: '1850000',
          taux_tva: '18',
          statut: 'accepte',
          valable_jusqu_au: inDays(20),
        },
        {
          objet: 'Suivi de chantier',
          projet: rowAt(0),
          montant_ht: '640000',
          taux_tva: '18',
          statut: 'envoye',
        },
        {
          objet: 'Banque d’accueil',
          projet: rowAt(1),
          montant_ht: '4200.50',
          taux_tva: '20',
          statut: 'brouillon',
        },
      ],
    },
  ],
}
