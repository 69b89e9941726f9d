import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayFinding } from './source.ts'
import { frenchSlips, withFrenchSpaces, wordFindings } from './words.ts'

const check = (path: string, text: string) => wordFindings([{ path, text }]).map(sayFinding)
const nbsp = '\u00a0'

test('French typography is right', () => {
  for (const text of [
    `Image trop lourde${nbsp}: 2${nbsp}Mo au plus.`,
    `Vraiment${nbsp}?!`,
    `Le champ «${nbsp}prix${nbsp}» manque${nbsp}; ajoutez-le${nbsp}!`,
    'Ouvrez http://127.0.0.1:8000/?page=2 à 10:30.',
    'Écrivez {"nom": "Awa"} sur une ligne.',
    'Écrivez DATABASE_URL=postgres://a:b@c sur une ligne.',
    `{champ}${nbsp}: {valeur}`,
  ])
    assert.deepEqual(frenchSlips(text), [], text)
})

test('French typography is wrong', () => {
  for (const text of [
    'Image trop lourde : 2 Mo au plus.',
    'Image trop lourde: 2 Mo au plus.',
    'Vraiment?',
    'Arrêtez!',
    `Le champ « prix${nbsp}» manque.`,
    `Le champ «${nbsp}prix » manque.`,
    `Le champ «${nbsp}prix» manque.`,
    'Trop tard ; recommencez.',
    'Valeur attendue :',
  ])
    assert.equal(frenchSlips(text).length, 1, text)
})

test('a French sentence is looked for under `fr` alone, wherever it hides', () => {
  assert.deepEqual(check('model/a.ts', `const text = { en: 'Really?', code: 'a: b' }`), [])
  for (const value of [
    `'Vraiment?'`,
    ['`Vraiment $', '{qui}?`'].join(''),
    `late ? 'Vraiment?' : 'Oui.'`,
    `(x) => 'Oui. ' + 'Vraiment?'`,
  ])
    assert.equal(check('model/a.ts', `\nconst text = { fr: ${value} }`).length, 1, value)
})

test('the first of a pair in a dictionary is French too, whoever says it', () => {
  const file = (entry: string) => `\nconst words = dictionary({ a: ${entry} })`
  for (const entry of [`['Vraiment?', 'Really?']`, `(n: number) => [n > 1 ? 'Vraiment?' : 'Oui.', 'Yes?']`])
    assert.equal(check('admin/a.tsx', file(entry)).length, 1, entry)
  assert.deepEqual(check('admin/a.tsx', file(`['Oui.', 'Really?']`)), [])
  assert.deepEqual(check('admin/a.tsx', `\nconst pair = ['Vraiment?', 'Really?']`), [])
})

test('the spaces are put where they are wanted, and nothing else moves', () => {
  const before = `const a = { en: 'No : really?', fr: 'Non : « oui » ; vraiment?' }\nconst b = { fr: \`Déjà là : {x}!\` }\n`
  const after = withFrenchSpaces({ path: 'model/a.ts', text: before })
  assert.deepEqual(check('model/a.ts', after), [])
  assert.equal(
    after,
    before
      .replace('Non : « oui » ; vraiment?', 'Non~: «~oui~»~; vraiment~?')
      .replace('là : {x}!', 'là~: {x}~!')
      .replaceAll('~', nbsp),
  )
})

test('what is left for later, or leaves tests out, is named with its line', () => {
  assert.match(check('model/a.ts', `\n\n// ${'TO'}${'DO'} later`)[0] ?? '', /^model\/a\.ts:3 /)
  assert.equal(check('model/a.test.ts', `test.${'only'}('x')`).length, 1)
  assert.equal(check('model/a.test.ts', `test('x', { ${'skip'}: true }, run)`).length, 1)
  assert.deepEqual(check('model/a.test.ts', `test('x', { skip: 'needs Debian' }, run)`), [])
  assert.equal(check('docs/a.md', `12${'\u202f'}500 FCFA`).length, 1)
  assert.equal(check('docs/a.md', `cd ${'/wo'}rk/main`).length, 1)
})
