import type { Ground } from './cases.ts'
import { fetchJson, type Page } from './compare.ts'
import type { Contest, Side } from './contest.ts'
import { slugs } from './sugu-tables.ts'

/** What a list costs when its table is a hundred times as large: Sugu against itself. */
const lists: Readonly<Record<string, (slug: string) => string>> = {
  'first page': (slug) => `/api/${slug}/?page_size=50`,
  'filter and order': (slug) => `/api/${slug}/?statut=valide&ordering=-montant&page_size=50`,
  'order, no total': (slug) => `/api/${slug}/?ordering=-montant&page_size=50&count=none`,
  'rare filter': (slug) => `/api/${slug}/?code=M-0004321`,
}

export async function growthCases(ground: Ground): Promise<Contest[]> {
  const [small, large] = [Math.min(...ground.sizes), Math.max(...ground.sizes)]
  if (small === large) return []
  const title = (what: string) =>
    `${what}: ${large.toLocaleString('en')} rows against ${small.toLocaleString('en')}`
  const side = (path: string): Side => ({
    server: 'sugu',
    request: () => ({ path, headers: ground.headers }),
  })
  const halves = await Promise.all([large, small].map((size) => halfway(ground, size)))
  const pairs = Object.entries(lists).map(
    ([what, path]) => [what, path(slugs.measures(large)), path(slugs.measures(small))] as const,
  )
  return [...pairs, ['cursor at half depth', halves[0]!, halves[1]!] as const].map(
    ([what, ours, theirs], i) => ({
      name: `growth ${i + 1}`,
      title: title(what),
      by: 'p50',
      target: 2,
      ours: side(ours),
      theirs: side(theirs),
    }),
  )
}

/** The cursor that stands in the middle of the table, as the page before it gives it. */
async function halfway({ ports, headers }: Ground, size: number): Promise<string> {
  const middle = Math.floor(size / 100)
  const path = `/api/${slugs.measures(size)}/?ordering=code&page_size=50&page=${middle}`
  const { next } = await fetchJson<Page>(ports.sugu, { path, headers })
  if (!next) throw new Error(`${path}: no next`)
  const { pathname, search } = new URL(next)
  return pathname + search
}
