import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'

/** What `GET /api/users/mfa/` answers. */
export interface Factors {
  readonly totp: { readonly since: string } | null
  readonly passkeys: readonly Passkey[]
  readonly recovery_codes_left: number
}

export interface Passkey {
  readonly id: number
  readonly name: string
  readonly host: string
  readonly created_at: string
  readonly last_used_at: string | null
}

export const factorsQuery = queryOptions({
  queryKey: ['factors'],
  queryFn: ({ signal }) => api.get<Factors>('/api/users/mfa/', undefined, { signal }),
})

export const readFactorsAgain = (): Promise<void> =>
  queries.invalidateQueries({ queryKey: factorsQuery.queryKey })

/** What an enrolment answers: the codes come with the first factor alone. */
export interface Enrolled {
  readonly recovery_codes: readonly string[] | null
}
