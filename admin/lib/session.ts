import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Text } from '#model/language.ts'
import { api } from './api.ts'
import { language } from './language.ts'
import { queries } from './query.ts'
import { site } from './site.ts'

/** What `GET /api/here/` answers: who asks, where, and what is open to them. */
export interface Here {
  readonly user: Person
  readonly site: SiteHere
  readonly sites: readonly SiteNamed[]
  readonly is_admin: boolean
  readonly is_network_owner: boolean
  /** Some seven keys of their own; each part of the screens keeps one. */
  readonly preferences: Readonly<Record<string, unknown>>
  readonly apps: readonly AppHere[]
  readonly tables: readonly TableHere[]
}

export interface Person {
  readonly id: number
  readonly username: string
  readonly email: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly telephone: string | null
}

export interface SiteNamed {
  readonly slug: string
  readonly name: string
}

export interface SiteHere extends SiteNamed {
  readonly language: 'fr' | 'en'
  readonly country: string
  readonly currency: string
  readonly time_zone: string
}

export interface AppHere {
  readonly slug: string
  readonly label: Text
  /** Slugs of its tables that are open, in the app's own order. */
  readonly tables: readonly string[]
}

export interface TableHere {
  readonly slug: string
  readonly label: Text
  readonly origin: 'code' | 'site'
  /** What the app that brought it calls it: `projects.devis`. */
  readonly from?: string
  readonly may: { readonly read: boolean; readonly create: boolean }
}

export const hereQuery = queryOptions({
  queryKey: ['here'],
  queryFn: ({ signal }) => api.get<Here>('/api/here/', undefined, { signal }),
  staleTime: 60_000,
  gcTime: Number.POSITIVE_INFINITY,
})

/** Within the frame, where somebody is signed in. */
export const useHere = (): Here => useSuspenseQuery(hereQuery).data

/** Anywhere: undefined while nobody is known to be signed in. */
export const useHereIfAny = (): Here | undefined => useQuery({ ...hereQuery, enabled: false }).data

export const nameOf = ({
  first_name,
  last_name,
  username,
}: Pick<Person, 'first_name' | 'last_name' | 'username'>): string =>
  [first_name, last_name].filter(Boolean).join(' ') || username

/** Everything that the last person read is forgotten. */
export async function signedIn(): Promise<void> {
  queries.clear()
  await queries.fetchQuery(hereQuery)
}

export async function signOut(everywhere = false): Promise<void> {
  await api.post(everywhere ? '/api/users/logout/all/' : '/api/users/logout/')
  queries.clear()
}

/** Another site is another world: nothing that was read, or is being typed, goes along. */
export function goToSite(slug: string): void {
  site.set(slug)
  location.assign('/admin/')
}

export function speak(next: 'fr' | 'en'): void {
  language.set(next)
  void queries.invalidateQueries()
}
