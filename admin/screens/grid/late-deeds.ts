/** What changes cells, and all that comes up over a grid: no part of the first list. */
type Deeds = typeof import('./deeds.ts')

let here: Deeds | null = null
let coming: Promise<Deeds> | null = null
const waiting = new Set<(deeds: Deeds) => void>()

export const deedsIfHere = (): Deeds | null => here

export function loadDeeds(): Promise<Deeds> {
  coming ??= Promise.all([import('./deeds.ts'), import('../../fields/late-edit.tsx')])
    .then(async ([deeds, { loadEdits }]) => {
      await loadEdits()
      here = deeds
      for (const run of waiting) run(deeds)
      waiting.clear()
      return deeds
    })
    .catch((error: unknown) => {
      coming = null
      throw error
    })
  return coming
}

/** At once, or when they come; what is answered gives it up. */
export function withDeeds(run: (deeds: Deeds) => void): () => void {
  if (here) run(here)
  else waiting.add(run)
  return () => void waiting.delete(run)
}
