import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { inLine, inLineByName } from './in-line.ts'

const watched = (run: <T>(work: () => Promise<T>) => Promise<T>) => {
  const seen = { now: 0, most: 0, order: [] as number[] }
  const go = (n: number, ms = 2) =>
    run(async () => {
      seen.most = Math.max(seen.most, ++seen.now)
      seen.order.push(n)
      await wait(ms)
      seen.now -= 1
      if (n < 0) throw new Error('failed')
    })
  return { seen, go }
}

test('never more than two at once, in the order in which they came', async () => {
  const { seen, go } = watched(inLine(2))
  await Promise.all([1, 2, 3, 4, 5, 6].map((n) => go(n)))
  assert.equal(seen.most, 2)
  assert.deepEqual(seen.order, [1, 2, 3, 4, 5, 6])
})

test('a work that fails gives its place to the next', async () => {
  const { seen, go } = watched(inLine(1))
  const ends = await Promise.allSettled([go(-1), go(-2), go(3)])
  assert.deepEqual(
    ends.map((end) => end.status),
    ['rejected', 'rejected', 'fulfilled'],
  )
  assert.equal(seen.most, 1)
})

test('the same name waits, another does not', async () => {
  const line = inLineByName()
  const order: string[] = []
  const go = (name: string, ms: number) =>
    line(name, async () => wait(ms).then(() => order.push(`${name}${ms}`)))
  await Promise.all([go('a', 30), go('a', 1), go('b', 5)])
  assert.deepEqual(order, ['b5', 'a30', 'a1'])
})
