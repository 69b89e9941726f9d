import { type Shape, shapeOf } from './shapes.ts'

/** A statement that PostgreSQL has parsed under a name, on one connection. */
export interface Prepared {
  readonly name: string
  readonly shape: Shape
  /** Null until PostgreSQL described them. */
  columns: readonly string[] | null
  lastUse: number
}

/** What one connection has prepared. 40 kB each over there, so few and the least used goes. */
export interface Names {
  /** Its name here, a new one when the shape has earned it, else nothing. */
  of(text: string): Prepared | undefined
  has(prepared: Prepared): boolean
  /** Once PostgreSQL has parsed it. */
  record(prepared: Prepared): void
  /** After « cached plan must not change result type » or « statement does not exist ». */
  forgetAll(): void
  /** Names to close with the next packet. */
  readonly toClose: string[]
}

const limit = 200
const usesToEarnAName = 3

export function preparedNames(): Names {
  const byShape = new Map<Shape, Prepared>()
  const toClose: string[] = []
  let made = 0
  let clock = 0
  const drop = (prepared: Prepared) => {
    byShape.delete(prepared.shape)
    toClose.push(prepared.name)
  }
  return {
    toClose,
    of: (text) => {
      const shape = shapeOf(text)
      const known = byShape.get(shape)
      if (!known && ++shape.uses < usesToEarnAName) return undefined
      const prepared = known ?? { name: `s${++made}`, shape, columns: null, lastUse: 0 }
      prepared.lastUse = ++clock
      return prepared
    },
    has: (prepared) => byShape.get(prepared.shape) === prepared,
    record: (prepared) => {
      const earlier = byShape.get(prepared.shape)
      if (earlier) drop(earlier)
      else if (byShape.size >= limit) drop(leastUsed(byShape))
      byShape.set(prepared.shape, prepared)
    },
    forgetAll: () => {
      for (const prepared of [...byShape.values()]) drop(prepared)
    },
  }
}

function leastUsed(byShape: ReadonlyMap<Shape, Prepared>): Prepared {
  let least: Prepared | undefined
  for (const prepared of byShape.values()) if (!least || prepared.lastUse < least.lastUse) least = prepared
  return least!
}
