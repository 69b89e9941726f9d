import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { slugify } from '../slugs.ts'
import { slug } from './slug.ts'

const plain = fieldOf(slug, { from: 'nom' })
keepsItsPromises(
  slug,
  fc.stringMatching(/^[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,5}$/).map((value) => [plain, `a${value}`] as const),
)

test('small letters, digits and single hyphens', () => {
  assert.equal(accepted(slug.parse(plain, 'hp-pavilion-15-hp')), 'hp-pavilion-15-hp')
  for (const wrong of ['HP', 'é', 'a_b', '-a', 'a-', 'a--b', 'a b', '', 7]) {
    assert.equal(refused(slug.parse(plain, wrong)), 'slug.invalid', String(wrong))
  }
  assert.equal(refused(slug.parse(plain, '2026')), 'slug.digits_only')
  assert.equal(accepted(slug.parse(plain, '2026-08')), '2026-08')
})

test('any text makes one, or none', () => {
  assert.equal(slugify('Téléphones & cœurs, l’été !'), 'telephones-coeurs-l-ete')
  assert.equal(slugify('  HP Pavilion 15" (HP)'), 'hp-pavilion-15-hp')
  assert.equal(slugify('日本'), '')
  assert.equal(slugify('un deux trois', 7), 'un-deux')
  assert.equal(accepted(slug.read(plain, 'Côte d’Ivoire', ivoirian)), 'cote-d-ivoire')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) =>
      assert.match(slugify(text), /^([a-z0-9]+(-[a-z0-9]+)*)?$/),
    ),
  )
})
