import { choice, json, slug, table, text } from '#model/define-table.ts'
import { siteDefaults } from './site-input.ts'

/** The sites of the installation. Each sees itself; the network owner makes them, through `makeSite`. */
export const sitesTable = table('sites', {
  label: { fr: 'Sites', en: 'Sites' },
  scope: 'network',
  fields: {
    slug: slug({ label: { fr: 'Nom technique', en: 'Slug' }, required: true, unique: true }),
    name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, max: 100 }),
    hosts: json({ label: { fr: 'Noms d’hôte', en: 'Host names' }, default: [] }),
    country: text({ label: { fr: 'Pays', en: 'Country' }, max: 2, default: siteDefaults.country }),
    currency: text({ label: { fr: 'Monnaie', en: 'Currency' }, max: 3, default: siteDefaults.currency }),
    language: choice({
      label: { fr: 'Langue', en: 'Language' },
      options: [
        { value: 'fr', label: { fr: 'Français', en: 'French' } },
        { value: 'en', label: { fr: 'Anglais', en: 'English' } },
      ],
      default: siteDefaults.language,
    }),
    time_zone: text({ label: { fr: 'Fuseau horaire', en: 'Time zone' }, default: siteDefaults.time_zone }),
  },
  order: ['name'],
  search: ['name', 'slug'],
  title: 'name',
  allow: { create: [], update: [], delete: [] },
})
