import type { Request } from '../tests/support/load.ts'
import {
  fetchJson,
  type Page,
  pageDifferences,
  type Row,
  rowDifferences,
  searchDifferences,
} from './compare.ts'
import type { Contest, Ports, Side } from './contest.ts'
import { categoryNames, type Product, searches, searchesInside } from './products.ts'
import { slugs } from './sugu-tables.ts'

/** What every case needs to know of the run. */
export interface Ground {
  readonly ports: Ports
  /** Of the signed-in member of groups who asks Sugu. */
  readonly headers: Readonly<Record<string, string>>
  readonly productCount: number
  readonly sizes: readonly number[]
}

const range = (length: number, from = 0) => Array.from({ length }, (_, i) => from + i)
const floor = (paths: readonly string[]): Side => ({
  server: 'floor',
  request: (count) => ({ path: paths[count % paths.length]! }),
})
const sugu = ({ headers }: Ground, paths: readonly string[]): Side => ({
  server: 'sugu',
  request: (count) => ({ path: paths[count % paths.length]!, headers }),
})

type Differences<Body> = (where: string, ours: Body, theirs: Body) => string[]

/** Two lists of paths that mean the same, one by one. */
function samePaths<Body>(ground: Ground, ours: string[], theirs: string[], differences: Differences<Body>) {
  const compareOne = async (path: string, i: number) => {
    const our = await fetchJson<Body>(ground.ports.sugu, { path, headers: ground.headers })
    return differences(path, our, await fetchJson<Body>(ground.ports.floor, { path: theirs[i]! }))
  }
  const compare = async () => {
    const found: string[] = []
    for (const [i, path] of ours.entries()) found.push(...(await compareOne(path, i)))
    return found.slice(0, 10)
  }
  return { ours: sugu(ground, ours), theirs: floor(theirs), by: 'rate' as const, differences: compare }
}

const products = `/api/${slugs.products}/`
const encode = encodeURIComponent

export const productCases = (ground: Ground): Contest[] => [
  listCase(ground),
  searchInsideCase(ground),
  searchCase(ground),
  oneCase(ground),
]

const listCase = (ground: Ground): Contest => ({
  name: 'A',
  title: '20 of 100,000 by category, -price, total',
  target: 0.75,
  ...samePaths<Page>(
    ground,
    range(50, 1).map((category) => `${products}?category=${category}&ordering=-price`),
    range(50, 1).map((category) => `/products?category=${category}`),
    pageDifferences,
  ),
})

const searchInsideCase = (ground: Ground): Contest => ({
  name: 'B',
  title: 'the same with a search',
  target: 1.5,
  note: 'the floor: lower(…) like on name and description, collation C, exact total, no trigram index',
  ...samePaths<Page>(
    ground,
    insideSearches.map(
      ([category, word]) => `${products}?category=${category}&search=${word}&ordering=-price`,
    ),
    insideSearches.map(([category, word]) => `/products?category=${category}&search=${word}`),
    pageDifferences,
  ),
})

const searchCase = (ground: Ground): Contest => ({
  name: 'B2',
  title: 'search over all products, total',
  target: 4,
  note: 'the floor: as B; Sugu: ranked, accents and typos do not matter',
  ...samePaths<Page>(
    ground,
    searches.map((words) => `${products}?search=${encode(words)}`),
    searches.map((words) => `/products?search=${encode(words)}`),
    searchDifferences,
  ),
})

function oneCase(ground: Ground): Contest {
  const ids = range(1000).map((i) => 1 + i * Math.floor(ground.productCount / 1000))
  const [ours, theirs] = [ids.map((id) => `${products}${id}/`), ids.map((id) => `/products/${id}`)]
  return {
    name: 'C',
    title: 'one product',
    target: 0.6,
    ...samePaths<Row>(ground, ours, theirs, rowDifferences),
  }
}

const insideSearches = categoryNames.map(
  (_, i) => [i + 1, encode(searchesInside[i % searchesInside.length]!)] as const,
)

/** Creates many rows: held last, so that the others see the same tables. */
export const createCase = (ground: Ground): Contest => ({
  name: 'D',
  title: 'create one product',
  target: 0.4,
  by: 'rate',
  note: 'Sugu: with rules, history and the change told, in one transaction',
  ours: { server: 'sugu', request: (count) => create(products, count, ground.headers) },
  theirs: { server: 'floor', request: (count) => create('/products', count, {}) },
  differences: () => createdDifferences(ground),
})

const create = (path: string, count: number, headers: Ground['headers']): Request => ({
  method: 'POST',
  path,
  headers,
  body: newProduct(count),
})

const newProduct = (count: number): Omit<Product, 'id'> => ({
  name: `Smartphone Tecno Spark ${count}`,
  brand: 'Tecno',
  price: 85_000,
  description: 'Produit neuf, scellé, importé de Dubaï. Garantie douze mois.',
  category: 1 + (count % categoryNames.length),
  in_stock: true,
  featured: false,
  slug: `nouveau-${count}`,
})

async function createdDifferences({ ports, headers }: Ground): Promise<string[]> {
  const [ours, theirs] = await Promise.all([
    fetchJson<Row>(ports.sugu, create(products, 10 ** 9, headers)),
    fetchJson<Row>(ports.floor, create('/products', 10 ** 9, {})),
  ])
  return rowDifferences('created', { ...ours, id: theirs.id }, theirs)
}

/** The run-time table of ten fields: 60 % match, ordered by a decimal. */
export const measureCases = (ground: Ground): Contest[] =>
  ground.sizes.flatMap((size) => [
    measureCase(ground, size, 1, ''),
    measureCase(ground, size, 100, ''),
    ...(size >= 1_000_000 ? [measureCase(ground, size, 1, '&count=none')] : []),
  ])

const measureTargets: Readonly<Record<string, number>> = {
  '10000 1': 0.75,
  '10000 100': 0.75,
  '100000 1': 1.2,
  '100000 100': 1.2,
  '1000000 1': 10,
  '1000000 1&count=none': 0.6,
}

function measureCase(ground: Ground, size: number, page: number, count: string): Contest {
  const short = size >= 1_000_000 ? `${size / 1_000_000}M` : `${size / 1000}k`
  const far = page > 1 ? `&page=${page}` : ''
  return {
    name: `E ${short}${page > 1 ? ` p${page}` : ''}${count ? ' –' : ''}`,
    title: `50 of ${size.toLocaleString('en')} filtered, ordered, page ${page}${count ? ', no total' : ', total'}`,
    target: measureTargets[`${size} ${page}${count}`] ?? null,
    ...samePaths<Page>(
      ground,
      [`/api/${slugs.measures(size)}/?statut=valide&ordering=-montant&page_size=50${far}${count}`],
      [`/measures/${size}?statut=valide${far}${count}`],
      pageDifferences,
    ),
  }
}
