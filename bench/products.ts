import { chance } from './chance.ts'
import { brands, categories, sentences, series } from './words.ts'

export interface Product {
  readonly id: number
  readonly name: string
  readonly brand: string
  readonly price: number
  readonly description: string
  readonly category: number
  readonly in_stock: boolean
  readonly featured: boolean
  readonly slug: string
}

/** Ids 1 to 50, in this order. */
export const categoryNames = Object.keys(categories)
const things = Object.values(categories)

export const productFields = [
  'name',
  'brand',
  'price',
  'description',
  'category',
  'in_stock',
  'featured',
  'slug',
] as const satisfies readonly (keyof Product)[]

/** The first `count` products, the same ones always. */
export function* products(count: number): Generator<Product> {
  const { below, one, next } = chance(2026)
  for (let id = 1; id <= count; id++) {
    const category = 1 + below(categoryNames.length)
    const brand = one(brands)
    const model = `${one(series)} ${10 + below(990)}`
    const name = `${one(things[category - 1]!)} ${brand} ${model}`
    yield {
      id,
      name,
      brand,
      price: 500 * (5 + Math.floor(next() ** 3 * 3000)),
      description: `${one(sentences)} Référence ${model.toLowerCase()}.`,
      category,
      in_stock: next() < 0.8,
      featured: next() < 0.05,
      slug: `produit-${id}`,
    }
  }
}

/** What customers type: a model, a brand, a thing, part of a sentence; from a few hits to a tenth of all. */
export const searches = [
  'galaxy 412',
  'spark 88',
  'redmi 105',
  'mikrotik',
  'caméscope',
  'vidéoprojecteur',
  'ultraportable',
  'câble usb-c',
  'panneau solaire pliable',
  'hikvision',
  'montre connectée',
  'note 77',
  'stabilisateur',
  'serrure',
  'sunking',
  'toner',
]
/** What they type inside a category: one word each, so that both servers mean the same rows. */
export const searchesInside = [
  'samsung',
  'galaxy',
  'redmi',
  'solaire',
  'dubaï',
  'tecno',
  'garantie',
  'vision',
  'lite',
  'oraimo',
]
