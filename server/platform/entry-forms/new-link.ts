import type { Verb } from '#engine/verbs/verbs.ts'
import { renewLink } from './links.ts'
import { entryForms } from './tables.ts'

/** For a link that has got into the wrong hands. */
export const newLink: Verb = {
  table: entryForms.slug,
  name: 'nouveau_lien',
  label: { fr: 'Donner un nouveau lien', en: 'Give a new link' },
  input: [],
  allow: 'update',
  run: async (ctx, row) => ({ key: await renewLink(ctx, row.id) }),
}
