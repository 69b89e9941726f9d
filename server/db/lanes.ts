import type { Connection } from './connection.ts'
import type { Statement } from './executor.ts'
import type { Pool } from './pool.ts'
import { isQuick, shapeOf } from './shapes.ts'

/**
 * A few connections that quick reads share: the next is sent before the last is answered, so that under load
 * one write and one read of the socket carry several. Halves what a request costs both processes.
 */
export interface Lanes {
  /** Null where the batch is no quick read, or all lanes are full or held up. */
  pick(statements: readonly Statement[]): Connection | null
  close(): void
}

/** In flight on one lane. */
const deepest = 16
/** Milliseconds after which a lane counts as held up: nobody joins it, and those behind its first leave. */
const heldUp = 30

export function openLanes(pool: Pool, size: number): Lanes {
  const lanes = new Set<Connection>()
  let opening = 0
  let closed = false
  let watching: NodeJS.Timeout | undefined

  const add = async () => {
    opening++
    const lane = await pool.take()
    // One that was on its way when all were closed: nobody else would ever give it back.
    if (closed) return pool.giveBack(lane)
    lanes.add(lane)
    lane.onClose(() => lanes.delete(lane))
  }
  const watch = () => {
    watching = undefined
    for (const lane of lanes) {
      if (isHeldUp(lane)) lane.letOthersGo()
      if (lane.inFlight() > 1) watching ??= setTimeout(watch, heldUp)
    }
  }
  return {
    pick: (statements) => {
      if (!statements.every(({ text }) => isQuick(shapeOf(text)))) return null
      const lane = emptiest(lanes)
      if ((!lane || lane.inFlight() > 0) && lanes.size + opening < size) {
        add()
          .catch(() => {})
          .finally(() => opening--)
      }
      if (lane && lane.inFlight() > 0) watching ??= setTimeout(watch, heldUp)
      return lane
    },
    close: () => {
      closed = true
      clearTimeout(watching)
      for (const lane of lanes) pool.giveBack(lane)
    },
  }
}

const isHeldUp = (lane: Connection): boolean =>
  lane.inFlight() > 0 && performance.now() - lane.waitingSince() > heldUp

function emptiest(lanes: ReadonlySet<Connection>): Connection | null {
  let best: Connection | null = null
  for (const lane of lanes) {
    if (lane.inFlight() >= deepest || isHeldUp(lane)) continue
    if (!best || lane.inFlight() < best.inFlight()) best = lane
  }
  return best
}
