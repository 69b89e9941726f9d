import { type Caller, expecting, signIn } from '../tests/support/caller.ts'
import { slugs } from './sugu-tables.ts'

const password = 'un parapluie rouge au marché'
const all = { read: true, create: true, update: true, delete: true } as const

/** Not an administrator: somebody whose every right comes from a group. */
export async function makeMember(url: string, admin: Caller, sizes: readonly number[]): Promise<Caller> {
  const tables = [slugs.categories, slugs.products, ...sizes.map(slugs.measures)]
  const permissions = Object.fromEntries(tables.map((slug) => [slug, all]))
  const group = await expecting(201, admin.post('/api/groups/', { name: 'Vendeurs', permissions }))
  const person = { username: 'aminata', password, first_name: 'Aminata', groups: [group.id] }
  await expecting(201, admin.post('/api/users/', person))
  return signIn(url, 'aminata', password)
}
