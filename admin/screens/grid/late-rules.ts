import { useEffect, useState } from 'react'
import type { Table } from '../../lib/table.ts'

/** Rules bring formulas and their words along: they are fetched for a table that has some. */
type Rules = typeof import('./rules-here.ts')

let here: Rules | null = null
export const rulesIfHere = (): Rules | null => here

/** Whether the table's rows can be judged: before that none is shown, or what a rule hides would be seen. */
export function useRules({ rules }: Table): boolean {
  const [isHere, setHere] = useState(here !== null)
  const isNeeded = rules.length > 0 && !isHere
  useEffect(() => {
    if (!isNeeded) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const load = () =>
      import('./rules-here.ts').then(
        (loaded) => {
          here = loaded
          setHere(true)
        },
        () => {
          timer = setTimeout(load, 4_000)
        },
      )
    void load()
    return () => clearTimeout(timer)
  }, [isNeeded])
  return !isNeeded
}
