import { resolve } from 'node:path'

/**
 * Over a poor network each file costs a turn: what the back office begins with comes in four, not in fifty. What the
 * page of public forms shares with it stands apart, so that page fetches no more than it needs.
 */
interface Modules {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null
}

const here = (path: string): string => resolve(import.meta.dirname, path)

/** All that a module cannot begin without. */
function reachedFrom(paths: readonly string[], modules: Modules): ReadonlySet<string> {
  const found = new Set<string>()
  const take = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const one of modules.getModuleInfo(id)?.importedIds ?? []) take(one)
  }
  for (const path of paths) take(here(path))
  return found
}

interface Reached {
  readonly app: ReadonlySet<string>
  readonly list: ReadonlySet<string>
  readonly grid: ReadonlySet<string>
  readonly cards: ReadonlySet<string>
  readonly form: ReadonlySet<string>
}

let known: Reached | null = null

const reached = (modules: Modules): Reached => {
  known ??= {
    app: reachedFrom(['main.tsx'], modules),
    list: reachedFrom(['screens/grid/List.tsx'], modules),
    grid: reachedFrom(['screens/grid/Grid.tsx'], modules),
    cards: reachedFrom(['screens/grid/Cards.tsx'], modules),
    form: reachedFrom(['form/main.ts'], modules),
  }
  return known
}

function named(id: string, modules: Modules): string | null {
  const { app, list, grid, cards, form } = reached(modules)
  if (id === here('main.tsx')) return null
  if (app.has(id)) return form.has(id) ? 'base' : 'app'
  if (!list.has(id) && !(grid.has(id) && cards.has(id))) return null
  return form.has(id) ? 'values' : 'list'
}

const group = (name: string, priority: number) => ({
  name: (id: string, modules: Modules) => (named(id, modules) === name ? name : null),
  priority,
  includeDependenciesRecursively: false,
})

export const chunks = { groups: [group('base', 4), group('app', 3), group('values', 2), group('list', 1)] }
