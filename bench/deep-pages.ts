import type { Ground } from './cases.ts'
import { fetchJson, type Page, pageDifferences } from './compare.ts'
import type { Contest } from './contest.ts'
import { slugs } from './sugu-tables.ts'

const around = { from: 3_900, to: 4_100 } as const
const pageSize = 20

/** F: whoever follows `next` down to page 4,000, against whoever asks for it by offset. */
export async function deepPageCases(ground: Ground): Promise<Contest[]> {
  return [await deepPageCase(ground, ''), await deepPageCase(ground, '&count=none')]
}

async function deepPageCase(ground: Ground, count: string): Promise<Contest> {
  const start = `/api/${slugs.products}/?ordering=-price${count}`
  const paths = await followNext(ground, start)
  const floorPath = (number: number) => `/products?page=${number}${count}`
  const numbers = paths.map((_, i) => around.from + i)
  return {
    name: count ? 'F –' : 'F',
    title: `pages ${around.from} to ${around.to} of 100,000: next against offset${count ? ', no total' : ''}`,
    by: 'rate',
    target: count ? null : 8,
    note: 'Sugu: `next` followed from the first page; the floor: offset over an index-only scan, rows joined after',
    ours: { server: 'sugu', request: (n) => ({ path: paths[n % paths.length]!, headers: ground.headers }) },
    theirs: { server: 'floor', request: (n) => ({ path: floorPath(numbers[n % numbers.length]!) }) },
    differences: () => samePages(ground, paths, floorPath),
  }
}

/** The addresses that `next` gave for the pages around the 4,000th. */
async function followNext({ ports, headers }: Ground, start: string): Promise<string[]> {
  const paths: string[] = []
  let path: string | null = start
  for (let number = 1; number <= around.to; number++) {
    if (path === null) throw new Error(`page ${number} of ${start}: next ended`)
    if (number >= around.from) paths.push(path)
    const page: Page = await fetchJson<Page>(ports.sugu, { path, headers })
    path = page.next ? pathOf(page.next) : null
  }
  return paths
}

const pathOf = (address: string) => {
  const { pathname, search } = new URL(address)
  return pathname + search
}

async function samePages(
  { ports, headers }: Ground,
  paths: readonly string[],
  floorPath: (number: number) => string,
) {
  const found: string[] = []
  for (const [i, path] of paths.entries()) {
    if (i % 10 > 0) continue
    const ours = await fetchJson<Page>(ports.sugu, { path, headers })
    const theirs = await fetchJson<Page>(ports.floor, { path: floorPath(around.from + i) })
    if (theirs.results.length !== pageSize) found.push(`the floor's page ${around.from + i} is short`)
    found.push(...pageDifferences(`page ${around.from + i}`, ours, theirs))
  }
  return found.slice(0, 10)
}
