import type { Json } from '#model/json.ts'
import type { Where } from '#model/where.ts'
import { type Caller, expecting, signIn } from '../tests/support/caller.ts'
import { categoryNames } from './products.ts'
import { slugs } from './sugu-tables.ts'

const password = 'un parapluie rouge au marché'
const all = { read: true, create: true, update: true, delete: true } as const

/** The rows of some kinds, which are all there are, so that the floor's answers are the same. */
const ofKinds = (field: string, kinds: Json[]): Where => ({ field, op: 'in', value: kinds })
const departments = categoryNames.map((_, i) => i + 1)
const states = ['valide', 'attente', 'rejete']
const allOf = (where: Where) => ({ read: where, create: where, update: where, delete: where })

/** Not an administrator: somebody whose every right comes from a group, row by row where there are many. */
export async function makeMember(url: string, admin: Caller, sizes: readonly number[]): Promise<Caller> {
  const permissions = {
    [slugs.categories]: all,
    [slugs.products]: allOf(ofKinds('category', departments)),
    ...Object.fromEntries(sizes.map((size) => [slugs.measures(size), allOf(ofKinds('statut', states))])),
  } as unknown as Json
  const group = await expecting(201, admin.post('/api/groups/', { name: 'Vendeurs', permissions }))
  const person = { username: 'aminata', password, first_name: 'Aminata', groups: [group.id] }
  await expecting(201, admin.post('/api/users/', person))
  return signIn(url, 'aminata', password)
}
