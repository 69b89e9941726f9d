import type { JsonObject } from '#model/json.ts'

/**
 * The six tables of the Cochin brief, as an administrator would make them through `/api/meta/tables/`. They are
 * made once; from then on they are the administrators' to change. Each stands after those that it refers to.
 */
export const projectTables: readonly (JsonObject & { slug: string })[] = [
  {
    slug: 'contact',
    label: { fr: 'Contacts', en: 'Contacts' },
    fields: [
      { slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Last name' }, required: true },
      { slug: 'prenom', type: 'text', label: { fr: 'Prénom', en: 'First name' } },
      { slug: 'email', type: 'text', label: { fr: 'E-mail', en: 'E-mail' } },
      { slug: 'telephone', type: 'text', label: { fr: 'Téléphone', en: 'Phone' } },
      { slug: 'entreprise', type: 'text', label: { fr: 'Entreprise', en: 'Company' } },
      { slug: 'poste', type: 'text', label: { fr: 'Poste', en: 'Position' } },
    ],
    title: 'nom',
    order: ['nom', 'prenom'],
    search: ['nom', 'prenom', 'email', 'telephone', 'entreprise'],
  },
  {
    slug: 'choix',
    label: { fr: 'Choix', en: 'Choices' },
    fields: [
      {
        slug: 'categorie',
        type: 'text',
        label: { fr: 'Catégorie', en: 'Category' },
        required: true,
        help: { fr: 'La liste à laquelle ce choix appartient : statut_projet, type_projet, statut_devis…' },
      },
      {
        slug: 'valeur',
        type: 'text',
        label: { fr: 'Valeur', en: 'Value' },
        required: true,
        help: { fr: 'Le nom technique, qui ne change plus une fois employé.' },
      },
      { slug: 'libelle', type: 'text', label: { fr: 'Libellé', en: 'Label' }, required: true },
      { slug: 'ordre', type: 'integer', label: { fr: 'Ordre', en: 'Order' } },
    ],
    unique: [['categorie', 'valeur']],
    title: 'libelle',
    order: ['categorie', 'ordre', 'libelle'],
    search: ['categorie', 'valeur', 'libelle'],
  },
  {
    slug: 'tablenames',
    label: { fr: 'Types d’entités', en: 'Entity types' },
    fields: [
      { slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
      { slug: 'description', type: 'long_text', label: { fr: 'Description', en: 'Description' } },
      { slug: 'actif', type: 'boolean', label: { fr: 'Actif', en: 'Active' } },
    ],
    title: 'nom',
    order: ['nom'],
    search: ['nom', 'description'],
  },
  {
    slug: 'projet',
    label: { fr: 'Projets', en: 'Projects' },
    fields: [
      {
        slug: 'nom_projet',
        type: 'text',
        label: { fr: 'Nom du projet', en: 'Project name' },
        required: true,
      },
      { slug: 'description', type: 'long_text', label: { fr: 'Description', en: 'Description' } },
      { slug: 'date_debut', type: 'date', label: { fr: 'Date de début', en: 'Start date' } },
      { slug: 'date_fin', type: 'date', label: { fr: 'Date de fin', en: 'End date' } },
      {
        slug: 'statut',
        type: 'choice',
        label: { fr: 'Statut', en: 'Status' },
        table: 'choix',
        category: 'statut_projet',
      },
      {
        slug: 'type_projet',
        type: 'choice',
        label: { fr: 'Type de projet', en: 'Project type' },
        table: 'choix',
        category: 'type_projet',
      },
      {
        slug: 'contact_principal',
        type: 'reference',
        label: { fr: 'Contact principal', en: 'Main contact' },
        table: 'contact',
      },
      {
        slug: 'motif_annulation',
        type: 'long_text',
        label: { fr: 'Motif de l’annulation', en: 'Reason for cancelling' },
      },
    ],
    title: 'nom_projet',
    order: ['-date_debut', 'nom_projet'],
    search: ['nom_projet', 'description'],
    indexes: [['statut', 'date_debut']],
    rules: [
      {
        field: 'motif_annulation',
        when: { field: 'statut', op: 'ne', value: 'annule' },
        then: { hidden: true },
      },
      { field: 'date_fin', when: { field: 'statut', op: 'eq', value: 'termine' }, then: { required: true } },
      {
        field: 'statut',
        when: { field: 'date_debut', op: 'gt', value: { var: 'today' } },
        then: { options: ['en_cours', 'en_attente', 'annule'] },
      },
    ],
  },
  {
    slug: 'devis',
    label: { fr: 'Devis', en: 'Quotes' },
    fields: [
      {
        slug: 'numero_devis',
        type: 'text',
        label: { fr: 'Numéro de devis', en: 'Quote number' },
        help: {
          fr: 'Obligatoire, sauf pour un brouillon : « Envoyer » donne alors le numéro suivant.',
          en: 'Required but for a draft: “Send” then gives the next number.',
        },
        unique: true,
      },
      { slug: 'nom_devis', type: 'text', label: { fr: 'Nom du devis', en: 'Quote name' }, required: true },
      {
        slug: 'montant_ht',
        type: 'decimal',
        label: { fr: 'Montant HT', en: 'Amount before tax' },
        digits: 14,
        places: 2,
      },
      {
        slug: 'montant_ttc',
        type: 'decimal',
        label: { fr: 'Montant TTC', en: 'Amount with tax' },
        digits: 14,
        places: 2,
      },
      { slug: 'date_creation', type: 'date', label: { fr: 'Date de création', en: 'Creation date' } },
      { slug: 'date_validite', type: 'date', label: { fr: 'Date de validité', en: 'Valid until' } },
      {
        slug: 'statut',
        type: 'choice',
        label: { fr: 'Statut', en: 'Status' },
        table: 'choix',
        category: 'statut_devis',
      },
      { slug: 'contact', type: 'reference', label: { fr: 'Contact', en: 'Contact' }, table: 'contact' },
      { slug: 'motif_refus', type: 'long_text', label: { fr: 'Motif du refus', en: 'Reason for refusal' } },
    ],
    title: 'nom_devis',
    order: ['-date_creation', 'numero_devis'],
    search: ['numero_devis', 'nom_devis'],
    indexes: [['statut', 'date_creation']],
    rules: [
      {
        field: 'numero_devis',
        when: { field: 'statut', op: 'ne', value: 'brouillon' },
        then: { required: true },
      },
      { field: 'motif_refus', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
      {
        field: 'motif_refus',
        when: { field: 'statut', op: 'eq', value: 'refuse' },
        then: { required: true },
      },
      {
        field: 'date_validite',
        when: { field: 'statut', op: 'eq', value: 'envoye' },
        then: { required: true },
      },
    ],
  },
  {
    slug: 'devisparprojet',
    label: { fr: 'Devis par projet', en: 'Quotes per project' },
    fields: [
      {
        slug: 'projet',
        type: 'reference',
        label: { fr: 'Projet', en: 'Project' },
        table: 'projet',
        required: true,
      },
      {
        slug: 'devis',
        type: 'reference',
        label: { fr: 'Devis', en: 'Quote' },
        table: 'devis',
        required: true,
      },
      { slug: 'date_association', type: 'date', label: { fr: 'Date d’association', en: 'Linked on' } },
      { slug: 'principal', type: 'boolean', label: { fr: 'Principal', en: 'Main one' } },
    ],
    unique: [['projet', 'devis']],
    order: ['-date_association'],
  },
]
