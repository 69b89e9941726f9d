/** A statement that PostgreSQL has parsed under a name, on one connection. */
export interface Prepared {
  readonly name: string
  readonly text: string
  /** Null until PostgreSQL described them. */
  columns: readonly string[] | null
  lastUse: number
}

/** What one connection has prepared. 40 kB each over there, so few and the least used goes. */
export interface Names {
  known(text: string): Prepared | undefined
  /** A new name when the text has earned one, else undefined. Recorded only once PostgreSQL parsed it. */
  propose(text: string): Prepared | undefined
  record(prepared: Prepared): void
  /** After « cached plan must not change result type » or « statement does not exist ». */
  forgetAll(): void
  /** Names to close with the next packet. */
  readonly toClose: string[]
}

const limit = 200
const usesToEarnAName = 3
const countedTexts = 5000
const uses = new Map<string, number>()

/** Counted over all connections, so that a shape well known is named at once on a new one. */
function hasEarnedAName(text: string): boolean {
  const count = (uses.get(text) ?? 0) + 1
  if (count > usesToEarnAName) return true
  if (uses.size >= countedTexts) uses.clear()
  uses.set(text, count)
  return count === usesToEarnAName
}

export function preparedNames(): Names {
  const byText = new Map<string, Prepared>()
  const toClose: string[] = []
  let made = 0
  let clock = 0
  const drop = (prepared: Prepared) => {
    byText.delete(prepared.text)
    toClose.push(prepared.name)
  }
  return {
    toClose,
    known: (text) => {
      const prepared = byText.get(text)
      if (prepared) prepared.lastUse = ++clock
      return prepared
    },
    propose: (text) =>
      hasEarnedAName(text) ? { name: `s${++made}`, text, columns: null, lastUse: ++clock } : undefined,
    record: (prepared) => {
      const earlier = byText.get(prepared.text)
      if (earlier) drop(earlier)
      else if (byText.size >= limit) drop(leastUsed(byText))
      byText.set(prepared.text, prepared)
    },
    forgetAll: () => [...byText.values()].forEach(drop),
  }
}

function leastUsed(byText: ReadonlyMap<string, Prepared>): Prepared {
  let least: Prepared | undefined
  for (const prepared of byText.values()) if (!least || prepared.lastUse < least.lastUse) least = prepared
  return least!
}
