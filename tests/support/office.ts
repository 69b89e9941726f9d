import { type Caller, expecting } from './caller.ts'
import { startSugu, type TestSugu } from './sugu.ts'

/** A site with a table `fiche` of one row, and people whose group may do anything with its rows. */
export interface Office extends TestSugu {
  readonly group: { readonly id: number }
  readonly fiche: { readonly id: number }
  member(username: string, more?: object): Promise<{ id: number; me: Caller }>
}

export const officePassword = 'quatre mangues bien mûres'
const everything = { read: true, create: true, update: true, delete: true }
const fields = [
  { slug: 'nom', type: 'text' },
  { slug: 'total', type: 'integer' },
]

export async function openOffice(env: Record<string, string> = {}): Promise<Office> {
  const sugu = await startSugu(env)
  const { admin } = sugu
  await expecting(201, admin.post('/api/meta/tables/', { slug: 'fiche', fields, search: ['nom'] }))
  const fiche = await expecting(201, admin.post('/api/fiche/', { nom: 'Toiture', total: 5 }))
  const permissions = { fiche: everything }
  const group = await expecting(201, admin.post('/api/groups/', { name: 'Bureau', permissions }))
  const member: Office['member'] = async (username, more = {}) => {
    const person = { username, email: `${username}@exemple.ci`, password: officePassword, groups: [group.id] }
    const { id } = await expecting(201, admin.post('/api/users/', { ...person, ...more }))
    return { id, me: await sugu.signIn(username, officePassword) }
  }
  return { ...sugu, group, fiche, member }
}
