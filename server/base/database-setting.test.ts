import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayProblem } from '#model/problem.ts'
import { databaseUrl } from './database-setting.ts'
import { AppError } from './errors.ts'

type Values = Partial<Parameters<typeof databaseUrl>[0]>
const none = {
  DATABASE_URL: undefined,
  DB_NAME: undefined,
  DB_USER: undefined,
  DB_PASSWORD: undefined,
  DB_HOST: undefined,
  DB_PORT: undefined,
}
const url = (values: Values) => databaseUrl({ ...none, ...values }, '')
const refusal = (values: Values): string => {
  try {
    return assert.fail(`accepted as ${url(values)}`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return sayProblem(error.problem, 'fr')
  }
}

test('nothing asked for is the embedded database', () => assert.equal(url({}), undefined))

test('a PostgreSQL address is taken as it is', () => {
  for (const given of [
    'postgres://u:p@db.example.com/sugu',
    'postgresql://u:p@localhost:5432/sugu?sslmode=require',
    'postgresql:///sugu?host=/var/run/postgresql',
  ]) {
    assert.equal(url({ DATABASE_URL: given }), given)
  }
})

test('the five parts compose an address, whatever the password holds', () => {
  assert.equal(
    url({ DB_NAME: 'spotvibe', DB_USER: 'sugu', DB_PASSWORD: 'p@ss/w#rd%', DB_HOST: 'db', DB_PORT: 5433 }),
    'postgresql://sugu:p%40ss%2Fw%23rd%25@db:5433/spotvibe',
  )
  assert.equal(url({ DB_NAME: 'sugu' }), 'postgresql://localhost:5432/sugu')
  assert.equal(
    url({ DB_NAME: 'sugu', DB_USER: 'u', DB_HOST: '/var/run/postgresql' }),
    'postgresql://u@/sugu?host=%2Fvar%2Frun%2Fpostgresql&port=5432',
  )
})

test('parts without the name of the database are refused', () => {
  assert.match(refusal({ DB_HOST: 'db', DB_USER: 'u' }), /^DB_USER, DB_HOST.*DB_NAME=sugu/)
})

test('both ways at once must agree', () => {
  const same = { DATABASE_URL: 'postgres://u:p%40s@db/sugu' }
  assert.equal(
    url({ ...same, DB_NAME: 'sugu', DB_PASSWORD: 'p@s', DB_HOST: 'db', DB_PORT: 5432 }),
    same.DATABASE_URL,
  )
  assert.match(
    refusal({ ...same, DB_HOST: 'ailleurs' }),
    /DATABASE_URL et DB_HOST se contredisent \(ailleurs ≠ db\)/,
  )
  assert.match(refusal({ ...same, DB_PORT: 5433 }), /DB_PORT/)
})

test('a contradiction does not repeat the password', () => {
  const said = refusal({ DATABASE_URL: 'postgres://u:secret1@db/sugu', DB_PASSWORD: 'secret2' })
  assert.match(said, /DB_PASSWORD/)
  assert.doesNotMatch(said, /secret/)
})

test('SQLite is answered with the embedded database and the import', () => {
  const said = refusal({ DATABASE_URL: 'sqlite:///db.sqlite3' })
  assert.match(
    said,
    /sqlite:\/\/\/db\.sqlite3.*retirez cette ligne.*base intégrée.*POST \/api\/\{table\}\/import\/.*DATABASE_URL=postgresql:/,
  )
})

test('MySQL and what is no address at all are refused', () => {
  assert.match(refusal({ DATABASE_URL: 'mysql://u:p@h/d' }), /demande mysql.*PostgreSQL/)
  for (const given of [
    'localhost:5432',
    'postgres://h',
    'postgres://h/',
    'postgres://u:p%zz@h/d',
    'n’importe quoi',
  ]) {
    assert.match(refusal({ DATABASE_URL: given }), /^DATABASE_URL n’est pas une adresse PostgreSQL/, given)
  }
})
