import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  accepted,
  fieldOf,
  ghanaian,
  ivoirian,
  keepsItsPromises,
  refused,
} from '../../tests/support/field-promises.ts'
import { choice } from './choice.ts'

const status = fieldOf(choice, {
  options: [
    { value: 'brouillon', label: { fr: 'Brouillon', en: 'Draft' }, color: '#AABBCC' },
    { value: 'envoye', label: { fr: 'Envoyé au client', en: 'Sent' } },
    'en_cours',
  ],
})
const tabled = fieldOf(choice, { table: 'choix', category: 'statut_devis' })

keepsItsPromises(
  choice,
  fc.oneof(
    fc.constantFrom('brouillon', 'envoye', 'en_cours').map((value) => [status, value] as const),
    fc.constantFrom('refuse', 'statut 2', 'É').map((value) => [tabled, value] as const),
  ),
)

test('the wire gives the technical value, and the choices are named when it is none', () => {
  assert.equal(refused(choice.parse(status, 'Brouillon')), 'choice.unknown')
  assert.equal(refused(choice.parse(status, '')), 'choice.unknown')
  assert.equal(refused(choice.parse(status, 3)), 'text.not_text')
  const parsed = choice.parse(status, 'perdu')
  assert.ok('problem' in parsed && parsed.problem.params.known === 'brouillon, envoye, en_cours')
})

test('people write the value or its label, without minding accents and case', () => {
  for (const written of ['envoye', 'ENVOYÉ AU CLIENT', ' envoye\u0301 au client ']) {
    assert.equal(accepted(choice.read(status, written, ivoirian)), 'envoye', written)
  }
  assert.equal(accepted(choice.read(status, 'draft', ghanaian)), 'brouillon')
  assert.equal(accepted(choice.read(status, 'En cours', ghanaian)), 'en_cours')
  assert.equal(refused(choice.read(status, 'draft', ivoirian)), 'choice.unknown')
  assert.equal(choice.write(status, 'envoye', ivoirian), 'Envoyé au client')
  assert.equal(choice.write(status, 'disparu', ivoirian), 'disparu')
})

test('choices out of a table are any technical value: the table is asked by the caller', () => {
  assert.equal(accepted(choice.read(tabled, ' refuse ', ivoirian)), 'refuse')
  assert.equal(refused(choice.parse(tabled, ' refuse')), 'choice.blank')
  assert.equal(refused(choice.parse(tabled, '')), 'choice.blank')
  assert.equal(refused(choice.parse(tabled, 'a'.repeat(101))), 'text.too_long')
})

test('the short form of options is completed', () => {
  assert.deepEqual(fieldOf(choice, { options: ['en_cours'] }).options, [
    { value: 'en_cours', label: { fr: 'En cours' } },
  ])
  assert.equal(status.options![0]!.color, '#aabbcc')
})

test('settings: one source of choices, each told from the others', () => {
  const codes = (input: Parameters<typeof choice.settings>[0]) =>
    choice.settings(input).problems.map(({ code }) => code)
  assert.deepEqual(codes({}), ['choice.no_options'])
  assert.deepEqual(codes({ options: ['a'], table: 'choix' }), ['choice.two_sources'])
  assert.deepEqual(codes({ options: [] }), ['choice.options_invalid'])
  assert.deepEqual(codes({ options: ['a', ' b', { value: 'c', label: 3 }] }), [
    'choice.option_invalid',
    'choice.option_invalid',
  ])
  assert.deepEqual(codes({ options: [{ value: 'c', color: 'red' }] }), ['choice.color_invalid'])
  assert.deepEqual(codes({ options: ['a', 'a'] }), ['choice.options_alike'])
  assert.deepEqual(codes({ options: ['été', 'Ete'] }), ['choice.options_alike'])
  const swapped = [
    { value: 'on', label: { fr: 'Non' } },
    { value: 'non', label: { fr: 'On' } },
  ]
  assert.deepEqual(codes({ options: swapped }), ['choice.options_alike'])
  assert.deepEqual(codes({ options: ['a'], category: 'x' }), ['choice.category_without_table'])
  assert.deepEqual(codes({ table: 'Choix!' }), ['setting.not_slug'])
})
