import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDotEnv } from './dot-env.ts'
import type { AppError } from './errors.ts'

test('a .env is read as people write it', () => {
  const text = [
    '\uFEFF# Django',
    'PORT=8001',
    '  export HOST = 0.0.0.0   # partout',
    "QUOTED='a # b $HOME'",
    'DOUBLE="ligne 1\\nligne \\"2\\"" # fin',
    'HASH=a#b',
    'EMPTY=',
    'EMPTY_TOO= # rien',
    '',
    'URL=postgresql://u:p@h:5432/d?a=b',
  ].join('\r\n')
  assert.deepEqual(parseDotEnv(text), {
    PORT: '8001',
    HOST: '0.0.0.0',
    QUOTED: 'a # b $HOME',
    DOUBLE: 'ligne 1\nligne "2"',
    HASH: 'a#b',
    EMPTY: '',
    EMPTY_TOO: '',
    URL: 'postgresql://u:p@h:5432/d?a=b',
  })
})

test('nothing is expanded: a heredoc that kept its command keeps it, to be refused by name', () => {
  const line = `SECRET_KEY=$(python3 -c "import secrets; print(secrets.token_urlsafe(50))")`
  assert.equal(parseDotEnv(line).SECRET_KEY, line.slice('SECRET_KEY='.length))
})

test('a line that is no setting is named by its number', () => {
  assert.throws(
    () => parseDotEnv('PORT=1\nPORT 8001\n'),
    (error: AppError) => error.problem.params.line === 2,
  )
})
