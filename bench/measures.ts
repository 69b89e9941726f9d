import { chance } from './chance.ts'
import { brands, towns } from './words.ts'

/** A row of the table that an administrator made: ten fields of mixed types. */
export interface Measure {
  readonly code: string
  readonly libelle: string
  readonly statut: 'valide' | 'attente' | 'rejete'
  readonly montant: string
  readonly quantite: number
  readonly urgent: boolean
  readonly jour: string
  readonly releve_le: string
  readonly ville: string
  readonly note: number
}

export const measureFields = [
  'code',
  'libelle',
  'statut',
  'montant',
  'quantite',
  'urgent',
  'jour',
  'releve_le',
  'ville',
  'note',
] as const satisfies readonly (keyof Measure)[]

const day = 86_400_000
const from = Date.UTC(2024, 0, 1)

/** Six rows of ten are `valide`: what case E filters on. One of ten is « contrôlé ». */
export function* measures(count: number): Generator<Measure> {
  const { below, one, next } = chance(60)
  for (let i = 1; i <= count; i++) {
    const status = next()
    const at = new Date(from + below(900) * day + below(86_400) * 1000).toISOString()
    yield {
      code: `M-${String(i).padStart(7, '0')}`,
      libelle: `Relevé${next() < 0.1 ? ' contrôlé' : ''} ${one(brands)} ${below(10_000)}`,
      statut: status < 0.6 ? 'valide' : status < 0.85 ? 'attente' : 'rejete',
      montant: `${below(10_000_000)}.${String(below(100)).padStart(2, '0')}`,
      quantite: below(5000),
      urgent: next() < 0.1,
      jour: at.slice(0, 10),
      releve_le: `${at.slice(0, 19)}+00:00`,
      ville: one(towns),
      note: 1 + below(5),
    }
  }
}
