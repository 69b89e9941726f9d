import { type Caller, expecting } from './caller.ts'

/** A table of nearly every type of field, with one row in it: what attacks are aimed at. Answers that row. */
export async function makeTarget(admin: Caller) {
  await expecting(
    201,
    admin.post('/api/meta/tables/', {
      slug: 'cible',
      fields: [
        { slug: 'nom', type: 'text', required: true },
        { slug: 'code', type: 'text', unique: true },
        { slug: 'nombre', type: 'integer' },
        { slug: 'taux', type: 'decimal', digits: 12, places: 2 },
        { slug: 'jour', type: 'date' },
        { slug: 'instant', type: 'datetime' },
        { slug: 'etat', type: 'choice', options: ['neuf', 'use'] },
        { slug: 'actif', type: 'boolean' },
        { slug: 'mere', type: 'reference', table: 'cible' },
        { slug: 'soeurs', type: 'references', table: 'cible' },
        { slug: 'fiche', type: 'json' },
        { slug: 'lieu', type: 'location' },
        { slug: 'tel', type: 'phone' },
        { slug: 'mail', type: 'email' },
        { slug: 'site_web', type: 'url' },
        { slug: 'note', type: 'rating', max: 5 },
      ],
      search: ['nom', 'code'],
    }),
  )
  return expecting(201, admin.post('/api/cible/', { nom: 'Une', fiche: { a: 1 } }))
}
