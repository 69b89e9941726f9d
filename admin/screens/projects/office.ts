import type { Where } from '#model/where.ts'
import { useHere } from '../../lib/session.ts'

/** The office's tables, whatever they are called now; undefined: not open to whoever asks, or dropped. */
export function useOfficeTable(name: 'projet' | 'devis'): string | undefined {
  const { tables } = useHere()
  return tables.find(({ from, may }) => from === `projects.${name}` && may.read)?.slug
}

/** The way of a quote; what administrators have added comes after. */
export const quoteOrder = ['brouillon', 'envoye', 'accepte', 'refuse', 'expire']

/** As the site's calendar has it. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date())

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const overdueProjects = (today: string): Where => ({
  all: [
    { field: 'date_fin', op: 'lt', value: today },
    { field: 'statut', op: 'in', value: ['en_cours', 'en_attente'] },
  ],
})

export const expiringQuotes = (today: string): Where => ({
  all: [
    { field: 'statut', op: 'eq', value: 'envoye' },
    { field: 'date_validite', op: 'lte', value: daysAfter(today, 7) },
  ],
})
