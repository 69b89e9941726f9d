import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Field } from './fields/index.ts'
import { textDifferences } from './text-differences.ts'
import { differences, merge, rowAt, type Step } from './versions.ts'

const fields = ['nom', 'prix', 'note', 'liens'].map((slug, i) => ({
  id: i + 1,
  slug,
  type: slug === 'liens' ? 'references' : 'text',
  label: { fr: slug },
  ...(slug === 'liens' && { table: 'contact' }),
})) as unknown as Field[]

const slugs = (list: readonly { field: Field }[]): string[] => list.map(({ field }) => field.slug)

test('only what differs is told; nothing and an empty list are alike', () => {
  const found = differences(fields, { nom: 'a', prix: '1' }, { nom: 'b', prix: '1', liens: [] })
  assert.deepEqual(
    found.map(({ field, from, to }) => [field.slug, from, to]),
    [['nom', 'a', 'b']],
  )
})

test('two changes of one row: what both changed otherwise is to be chosen, the rest keeps itself', () => {
  const base = { nom: 'a', prix: '1', note: 'x' }
  const found = merge(fields, {
    base,
    mine: { ...base, nom: 'moi', prix: '2' },
    theirs: { ...base, nom: 'eux', note: 'y' },
  })
  assert.deepEqual(
    [slugs(found.clashes), slugs(found.mine), slugs(found.theirs)],
    [['nom'], ['prix'], ['note']],
  )
})

test('what both changed alike is settled', () => {
  const found = merge(fields, { base: { nom: 'a' }, mine: { nom: 'b' }, theirs: { nom: 'b' } })
  assert.deepEqual(found, { clashes: [], mine: [], theirs: [] })
})

test('property: nothing of mine and nothing of theirs is lost by a merge', () => {
  const value = fc.constantFrom('a', 'b', 'c', null)
  const row = fc.record({ nom: value, prix: value, note: value })
  fc.assert(
    fc.property(row, row, row, (base, mine, theirs) => {
      const found = merge(fields, { base, mine, theirs })
      const together: Record<string, unknown> = { ...base }
      for (const { field, to } of [...found.mine, ...found.theirs]) together[field.slug] = to
      const open = new Set(slugs(found.clashes))
      for (const slug of ['nom', 'prix', 'note'] as const) {
        if (open.has(slug) || mine[slug] === theirs[slug]) continue
        const wanted = mine[slug] !== base[slug] ? mine[slug] : theirs[slug]
        assert.equal(together[slug], wanted)
      }
    }),
  )
})

test('a version is the row as it is now, with what came later taken back', () => {
  const steps: Step[] = [
    { version: 3, changes: { nom: { from: 'b', to: 'c' } } },
    { version: 2, changes: { nom: { from: 'a', to: 'b' }, prix: { from: null, to: '5' } } },
    { version: 1, changes: { nom: { from: null, to: 'a' } } },
  ]
  const now = { nom: 'c', prix: '5' }
  assert.deepEqual(rowAt(now, steps, 3), now)
  assert.deepEqual(rowAt(now, steps, 2), { nom: 'b', prix: '5' })
  assert.deepEqual(rowAt(now, steps, 1), { nom: 'a', prix: null })
})

test('a text is compared word by word', () => {
  assert.deepEqual(textDifferences('le prix est ferme', 'le prix reste ferme'), [
    { kind: 'same', text: 'le prix ' },
    { kind: 'gone', text: 'est' },
    { kind: 'new', text: 'reste' },
    { kind: 'same', text: ' ferme' },
  ])
})

test('property: the pieces make both texts again', () => {
  const words = fc.array(fc.constantFrom('le', 'prix', ' ', ', ', 'été', '\n', '🙂'), { maxLength: 40 })
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [from, to] = [a.join(''), b.join('')]
      const pieces = textDifferences(from, to)
      const made = (without: string) =>
        pieces
          .filter(({ kind }) => kind !== without)
          .map(({ text }) => text)
          .join('')
      assert.deepEqual([made('new'), made('gone')], [from, to])
    }),
  )
})
