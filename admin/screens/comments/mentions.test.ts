import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionsOf, piecesOf, wordAt } from './mentions.ts'

const awa = { id: 1, username: 'awa', name: 'Awa Koné' }
const awaB = { id: 2, username: 'awab', name: 'Awa' }

test('an @ begins a name where a word may begin, and nowhere else', () => {
  assert.deepEqual(wordAt('Bonjour @Aw', 11), { part: 'Aw', from: 8 })
  assert.deepEqual(wordAt('@', 1), { part: '', from: 0 })
  assert.equal(wordAt('awa@exemple.ci', 11), null)
  assert.equal(wordAt('@Awa, ', 6), null)
})

test('names are found in a text, the longer first; who was taken out again is not mentioned', () => {
  const text = '@Awa Koné et @Awa : voir <b>@rien</b>'
  assert.deepEqual(
    piecesOf(text, [awaB, awa])
      .filter(({ isName }) => isName)
      .map((piece) => piece.text),
    ['@Awa Koné', '@Awa'],
  )
  assert.equal(
    piecesOf(text, [awa, awaB])
      .map((piece) => piece.text)
      .join(''),
    text,
  )
  assert.deepEqual(mentionsOf({ text: 'Pour @Awa Koné', people: [awa] }), [1])
  assert.deepEqual(mentionsOf({ text: 'Pour personne', people: [awa] }), [])
})
