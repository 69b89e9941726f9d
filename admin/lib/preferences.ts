import { useCallback } from 'react'
import { sayProblem } from '../parts/Toast.tsx'
import { api } from './api.ts'
import { queries } from './query.ts'
import { type Here, hereQuery, useHere } from './session.ts'

const show = (name: string, value: unknown): void =>
  void queries.setQueryData<Here>(
    hereQuery.queryKey,
    (here) => here && { ...here, preferences: { ...here.preferences, [name]: value } },
  )

const waiting = new Map<string, ReturnType<typeof setTimeout>>()

/** Seen at once; told to the server when it has stood for a moment, as the last of a row of changes. */
export function prefer(name: string, value: unknown): void {
  show(name, value)
  clearTimeout(waiting.get(name))
  const send = () => {
    waiting.delete(name)
    api.patch('/api/here/preferences/', { [name]: value }).catch(sayProblem)
  }
  waiting.set(name, setTimeout(send, 600))
}

/** What somebody likes, at this site, on whatever device: `const [widths, setWidths] = usePreference('grid.devis', {})`. */
export function usePreference<T>(name: string, otherwise: T): readonly [T, (value: T) => void] {
  const value = useHere().preferences[name]
  const set = useCallback((next: T) => prefer(name, next), [name])
  return [value === undefined || value === null ? otherwise : (value as T), set]
}
