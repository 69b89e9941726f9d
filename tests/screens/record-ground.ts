import type { Locator, Page } from 'playwright-core'
import type { JsonObject } from '#model/json.ts'
import { expecting } from '../support/caller.ts'
import { startSugu, type TestSugu } from '../support/sugu.ts'

/** A table with a field of every type, in sections, with rules; what it refers to; a second person who may write it. */
export const everyType: readonly JsonObject[] = [
  { slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
  { slug: 'numero', type: 'auto_number', label: { fr: 'Numéro', en: 'Number' }, prefix: 'FI-', padding: 4 },
  {
    slug: 'statut',
    type: 'choice',
    label: { fr: 'Statut', en: 'Status' },
    options: [
      { value: 'ouvert', label: { fr: 'Ouvert', en: 'Open' }, color: '#2e7d32' },
      { value: 'refuse', label: { fr: 'Refusé', en: 'Refused' }, color: '#c62828' },
      { value: 'clos', label: { fr: 'Clos', en: 'Closed' } },
    ],
    default: 'ouvert',
  },
  { slug: 'motif', type: 'long_text', label: { fr: 'Motif du refus', en: 'Reason for refusal' } },
  { slug: 'contact', type: 'reference', label: { fr: 'Contact', en: 'Contact' }, table: 'personne' },
  { slug: 'equipe', type: 'references', label: { fr: 'Équipe', en: 'Team' }, table: 'personne' },
  { slug: 'prix', type: 'money', label: { fr: 'Prix', en: 'Price' }, currency: 'XOF', min: 0 },
  { slug: 'taux', type: 'decimal', label: { fr: 'Taux', en: 'Rate' }, digits: 6, places: 2 },
  { slug: 'quantite', type: 'integer', label: { fr: 'Quantité', en: 'Quantity' }, min: 0, max: 5000 },
  { slug: 'debut', type: 'date', label: { fr: 'Début', en: 'Begin' } },
  { slug: 'rendez_vous', type: 'datetime', label: { fr: 'Rendez-vous', en: 'Appointment' } },
  { slug: 'urgent', type: 'boolean', label: { fr: 'Urgent', en: 'Urgent' } },
  { slug: 'telephone', type: 'phone', label: { fr: 'Téléphone', en: 'Phone' } },
  { slug: 'courriel', type: 'email', label: { fr: 'E-mail', en: 'E-mail' } },
  { slug: 'site_web', type: 'url', label: { fr: 'Site web', en: 'Website' } },
  { slug: 'lieu', type: 'location', label: { fr: 'Lieu', en: 'Place' } },
  { slug: 'note', type: 'rating', label: { fr: 'Note', en: 'Rating' }, max: 5 },
  { slug: 'donnees', type: 'json', label: { fr: 'Données', en: 'Data' } },
  {
    slug: 'adresse',
    type: 'slug',
    label: { fr: 'Adresse courte', en: 'Short address' },
    from: 'nom',
    help: {
      fr: 'Faite à partir du nom si vous la laissez vide.',
      en: 'Made from the name if you leave it empty.',
    },
  },
]

export const rules: readonly JsonObject[] = [
  { field: 'motif', when: { field: 'statut', op: 'ne', value: 'refuse' }, then: { hidden: true } },
  { field: 'motif', when: { field: 'statut', op: 'eq', value: 'refuse' }, then: { required: true } },
  { field: 'prix', when: { field: 'statut', op: 'eq', value: 'clos' }, then: { readonly: true } },
  { field: 'telephone', when: { field: 'urgent', op: 'eq', value: true }, then: { required: true } },
]

const sections = [
  { label: { fr: 'Montants', en: 'Amounts' }, fields: ['prix', 'taux', 'quantite'] },
  { label: { fr: 'Dates', en: 'Dates' }, fields: ['debut', 'rendez_vous'] },
  { label: { fr: 'Pour joindre', en: 'To reach' }, fields: ['telephone', 'courriel', 'site_web', 'lieu'] },
]

/** The row that is open, beside or over its list. */
export const panelOf = (page: Page): Locator => page.locator('section[aria-labelledby=record-title]')

export const person = { username: 'awa', password: 'quatre mangues bien mûres' }

export async function recordGround(): Promise<TestSugu> {
  const sugu = await startSugu()
  const { admin } = sugu
  const names = [
    { slug: 'nom', type: 'text', label: { fr: 'Nom', en: 'Name' }, required: true },
    { slug: 'ville', type: 'text', label: { fr: 'Ville', en: 'Town' } },
  ]
  await expecting(
    201,
    admin.post('/api/meta/tables/', { slug: 'personne', label: 'Personnes', fields: names, search: ['nom'] }),
  )
  for (const nom of ['Awa Koné', 'Moussa Traoré', 'Fatou N’Diaye', 'Élodie Kouassi', 'Yao Kouadio'])
    await expecting(201, admin.post('/api/personne/', { nom, ville: 'Abidjan' }))
  const fiche = { slug: 'fiche', label: { fr: 'Fiches', en: 'Files' }, fields: everyType, rules, sections }
  await expecting(201, admin.post('/api/meta/tables/', fiche as unknown as JsonObject))
  const all = { read: true, create: true, update: true, delete: true }
  const permissions = { fiche: all, personne: all }
  const group = await expecting(201, admin.post('/api/groups/', { name: 'Bureau', permissions }))
  const names_ = { first_name: 'Awa', last_name: 'Koné' }
  await expecting(201, admin.post('/api/users/', { ...person, ...names_, groups: [group.id] }))
  return sugu
}

export const sample = {
  nom: 'Toiture de l’école',
  statut: 'ouvert',
  contact: 1,
  equipe: [2, 3],
  prix: 850000,
  taux: '12.50',
  quantite: 1200,
  debut: '2026-12-25',
  rendez_vous: '2026-12-25T09:30:00+00:00',
  urgent: false,
  telephone: '+2250707123456',
  courriel: 'awa@exemple.ci',
  site_web: 'https://exemple.ci/toiture',
  lieu: { lat: 5.36, lng: -4.008 },
  note: 4,
  donnees: { couleur: 'rouge' },
}
