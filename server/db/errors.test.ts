import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#base/errors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { ConnectionLost, DatabaseError, seenFromAbove } from './errors.ts'

const db = await testDatabase()

const seen = (error: unknown, fateKnown = true): string => {
  const above = seenFromAbove(error, fateKnown)
  return above instanceof AppError ? `${above.status} ${above.problem.code}` : 'as it is'
}
const of = (code: string) => new DatabaseError('', { code })

test('what the server itself suffers becomes a plain answer; what a statement did stays for who asked', () => {
  assert.equal(seen(of('53100')), '507 database.full')
  assert.equal(seen(of('57P01')), '503 database.gone')
  assert.equal(seen(of('57P01'), false), '503 database.fate_unknown')
  assert.equal(seen(of('08006')), '503 database.gone')
  assert.equal(seen(of('57014')), '503 database.too_slow')
  assert.equal(seen(of('23505')), 'as it is')
  assert.equal(seen(of('08P01')), 'as it is')
  assert.equal(seen(new TypeError('of ours')), 'as it is')
})

test('what never left has a known fate', () => {
  assert.equal(seen(new ConnectionLost(false), false), '503 database.gone')
  assert.equal(seen(new ConnectionLost(true), false), '503 database.fate_unknown')
})

test('a wrong number of values is told at once, and harms nothing', async () => {
  const tooFew = { text: 'select $1::int, $2::int', values: [1] }
  const start = performance.now()
  await assert.rejects(
    db.site(1).run(tooFew),
    (error) => error instanceof DatabaseError && error.code === '08P01',
  )
  assert(performance.now() - start < 2000)
  await assert.rejects(db.site(1).run({ text: 'select 1', values: new Array(70_000).fill(1) }), RangeError)
  assert.equal((await db.site(1).run({ text: 'select 1', values: [] })).answers[0]!.count, 1)
})
