/** The same tables as the floor's, as an administrator would make them at run time. */
export const slugs = {
  categories: 'rayons',
  products: 'articles',
  measures: (size: number) => `mesures_${size}`,
} as const

export const categoryTable = {
  slug: slugs.categories,
  label: { fr: 'Rayons', en: 'Departments' },
  fields: [{ slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true, unique: true }],
  title: 'nom',
  order: ['id'],
}

export const productTable = {
  slug: slugs.products,
  label: { fr: 'Articles', en: 'Products' },
  fields: [
    { slug: 'name', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
    { slug: 'brand', type: 'text', label: { fr: 'Marque', en: 'Brand' }, required: true },
    {
      slug: 'price',
      type: 'money',
      currency: 'XOF',
      label: { fr: 'Prix', en: 'Price' },
      required: true,
      min: 0,
    },
    { slug: 'description', type: 'long_text', label: { fr: 'Description', en: 'Description' } },
    {
      slug: 'category',
      type: 'reference',
      table: slugs.categories,
      label: { fr: 'Rayon', en: 'Department' },
    },
    { slug: 'in_stock', type: 'boolean', label: { fr: 'En stock', en: 'In stock' }, default: true },
    { slug: 'featured', type: 'boolean', label: { fr: 'Mis en avant', en: 'Featured' }, default: false },
    { slug: 'slug', type: 'slug', label: { fr: 'Adresse', en: 'Address' }, unique: true },
  ],
  title: 'name',
  search: ['name', 'description'],
  indexes: [['category', 'price'], ['price']],
  order: ['-price'],
}

export const measureTable = (size: number) => ({
  slug: slugs.measures(size),
  label: { fr: `Mesures (${size})`, en: `Measures (${size})` },
  fields: [
    { slug: 'code', type: 'text', label: { fr: 'Code', en: 'Code' }, required: true, unique: true },
    { slug: 'libelle', type: 'text', label: { fr: 'Libellé', en: 'Label' } },
    {
      slug: 'statut',
      type: 'choice',
      label: { fr: 'Statut', en: 'Status' },
      options: ['valide', 'attente', 'rejete'],
    },
    { slug: 'montant', type: 'decimal', digits: 14, places: 2, label: { fr: 'Montant', en: 'Amount' } },
    { slug: 'quantite', type: 'integer', label: { fr: 'Quantité', en: 'Quantity' }, min: 0 },
    { slug: 'urgent', type: 'boolean', label: { fr: 'Urgent', en: 'Urgent' } },
    { slug: 'jour', type: 'date', label: { fr: 'Jour', en: 'Day' } },
    { slug: 'releve_le', type: 'datetime', label: { fr: 'Relevé le', en: 'Taken at' } },
    { slug: 'ville', type: 'text', label: { fr: 'Ville', en: 'Town' } },
    { slug: 'note', type: 'rating', max: 5, label: { fr: 'Note', en: 'Mark' } },
  ],
  title: 'code',
  search: ['libelle'],
  indexes: [['statut', 'montant'], ['montant'], ['code']],
  order: ['id'],
})
