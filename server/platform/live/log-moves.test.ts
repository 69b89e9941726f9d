import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LogPlace, type Moves, moved } from './log-moves.ts'

const start: LogPlace = { decided: 10, told: new Set(), pending: null }
const line = (seq: number) => [seq, 1, 1] as const
const after = (...looks: Moves[]) => looks.reduce(moved, start)
const shape = ({ decided, told, pending }: LogPlace) => [decided, [...told], pending]

test('nothing moves where nothing was written', () => {
  assert.equal(after({ top: 10 }), start)
})

test('a line that ends late is not passed by, however many come after it', () => {
  const first: Moves = { top: 13, mine: 100, oldest: 90, lines: [line(11), line(13)] }
  assert.deepEqual(shape(after(first)), [10, [11, 13], { reached: 13, mine: 100 }])
  const stillOpen: Moves = { top: 14, mine: 101, oldest: 95, lines: [line(14)] }
  assert.deepEqual(shape(after(first, stillOpen)), [10, [11, 13, 14], { reached: 13, mine: 100 }])
  const ended: Moves = { top: 14, mine: 102, oldest: 102, lines: [line(12)] }
  assert.deepEqual(shape(after(first, stillOpen, ended)), [13, [14], { reached: 14, mine: 102 }])
})

test('what one look could not hold is left to the next', () => {
  const lines = Array.from({ length: 5000 }, (_, i) => line(11 + i))
  const full = after({ top: 9000, mine: 100, oldest: 100, lines })
  assert.deepEqual(full.pending, { reached: 5010, mine: 100 })
  const next = moved(full, { top: 9000, mine: 101, oldest: 101, lines: [line(5011)] })
  assert.deepEqual([next.decided, [...next.told]], [5010, [5011]])
})
