import type { Limits, Taken } from './limits.ts'

const mostRemembered = 10_000

/**
 * What is used up stays so until its window ends: whoever goes on asking is answered from memory, and a flood of
 * refusals costs no database anything. On this process's own clock, which no setting of the date moves.
 */
export function remembered(limits: Limits): Limits {
  const usedUp = new Map<string, number>()
  const refused = (id: string, now: number): Taken | undefined => {
    const until = usedUp.get(id)
    if (until !== undefined && until > now) return { granted: false, left: 0, seconds: (until - now) / 1000 }
    usedUp.delete(id)
    return undefined
  }
  return {
    async take(name, key, budget) {
      const id = JSON.stringify([name, key, budget.most, budget.seconds])
      const now = performance.now()
      const before = refused(id, now)
      if (before) return before
      const taken = await limits.take(name, key, budget)
      if (taken.granted) return taken
      if (usedUp.size >= mostRemembered) usedUp.delete(usedUp.keys().next().value!)
      usedUp.set(id, now + taken.seconds * 1000)
      return taken
    },
    close: limits.close,
  }
}
