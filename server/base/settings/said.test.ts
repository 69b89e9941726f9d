import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingNames, settings } from './index.ts'
import { settingsSaid } from './said.ts'

test('whatever is given, no secret is said, nor what an address holds beside its machine', () => {
  const env = Object.fromEntries(
    settingNames.map((name) => [
      name,
      ['url', 'database'].includes(settings[name].kind)
        ? `https://moi:zorille@exemple.ci/chemin-zorille?cle=zorille`
        : settings[name].kind === 'secret'
          ? 'zorille'
          : '7',
    ]),
  )
  const groups = settingsSaid(env, new Set(['PORT']))
  assert.doesNotMatch(
    JSON.stringify(groups.map(({ settings }) => settings.map(({ value }) => value))),
    /zorille/,
  )
  const all = groups.flatMap(({ settings: group }) => group)
  assert.equal(all.length, settingNames.length)
  assert.deepEqual(
    all
      .filter(({ name }) => ['PORT', 'SECRET_KEY', 'DATABASE_URL', 'HOST'].includes(name))
      .map(({ name, value, source, secret }) => [name, value, source, secret]),
    [
      ['PORT', '7', 'file', false],
      ['HOST', '7', 'environment', false],
      ['DATABASE_URL', 'https://exemple.ci', 'environment', false],
      ['SECRET_KEY', null, 'environment', true],
    ],
  )
})

test('what was not given is said by its default, or as missing', () => {
  const all = settingsSaid({}, new Set()).flatMap(({ settings: group }) => group)
  const named = (name: string) => all.find((one) => one.name === name)!
  assert.deepEqual([named('PORT').value, named('PORT').source], ['8000', 'default'])
  assert.deepEqual([named('EMAIL_HOST').value, named('EMAIL_HOST').source], [null, 'none'])
})
