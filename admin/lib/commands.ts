import { useEffect, useRef } from 'react'
import type { IconName } from '../parts/icons.tsx'

/** Something to do, by its name: the palette offers it. */
export interface Command {
  readonly label: readonly [fr: string, en: string]
  readonly icon?: IconName
  readonly run: () => unknown
  /** Other words for it, without accents. */
  readonly alias?: string
}

const known = new Set<{ now: readonly Command[] }>()

/** What may be done on the screens that are open, the innermost first. */
export const commandsNow = (): readonly Command[] => [...known].reverse().flatMap(({ now }) => now)

/** Offered while the component is on the screen. */
export function useCommands(commands: readonly Command[]): void {
  const held = useRef({ now: commands })
  held.current.now = commands
  useEffect(() => {
    const mine = held.current
    known.add(mine)
    return () => void known.delete(mine)
  }, [])
}
