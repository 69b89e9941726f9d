import type { Json } from '#model/json.ts'
import type { Where } from '#model/where.ts'
import { type Caller, expecting, signIn } from '../tests/support/caller.ts'
import { slugs } from './sugu-tables.ts'

const password = 'un parapluie rouge au marché'
const all = { read: true, create: true, update: true, delete: true } as const

/** Conditions that all rows meet, so that the floor's answers are the same: articles with a price, measures of any state. */
const priced: Where = { field: 'price', op: 'gte', value: 0 }
const measured: Where = { field: 'statut', op: 'in', value: ['valide', 'attente', 'rejete'] }
const allOf = (where: Where) => ({ read: where, create: where, update: where, delete: where })

/** Not an administrator: somebody whose every right comes from a group, row by row where there are many. */
export async function makeMember(url: string, admin: Caller, sizes: readonly number[]): Promise<Caller> {
  const permissions = {
    [slugs.categories]: all,
    [slugs.products]: allOf(priced),
    ...Object.fromEntries(sizes.map((size) => [slugs.measures(size), allOf(measured)])),
  } as unknown as Json
  const group = await expecting(201, admin.post('/api/groups/', { name: 'Vendeurs', permissions }))
  const person = { username: 'aminata', password, first_name: 'Aminata', groups: [group.id] }
  await expecting(201, admin.post('/api/users/', person))
  return signIn(url, 'aminata', password)
}
