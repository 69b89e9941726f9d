import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wellSaid } from '../../tests/support/field-promises.ts'
import { reckoned } from '../../tests/support/formula-cases.ts'
import { findField } from '../find-field.ts'
import { sayProblem } from '../problem.ts'
import type { Row } from '../row.ts'
import { evaluateFormula, formulaFunctions, parseFormula, writeFormula } from './formula.ts'

const source = (name: string) => findField(reckoned, name)

function parsed(text: string) {
  const read = parseFormula(text, source)
  assert.ok('formula' in read, `${text}: ${'problem' in read ? sayProblem(read.problem, 'en') : ''}`)
  return read.formula
}

const row: Row = {
  n: 7,
  m: -2,
  prix: '12.50',
  francs: 1500,
  euros: '9.99',
  nom: 'Koné',
  actif: true,
  jour: '2026-01-31',
}
const given = (text: string) => evaluateFormula(parsed(text), row)

/** What is wrong, and the part of the text that it points to. */
function wrong(text: string): string {
  const read = parseFormula(text, source)
  assert.ok('problem' in read, text)
  wellSaid(read.problem)
  const { from, to, position } = read.problem.params
  assert.equal(position, Number(from) + 1)
  return `${read.problem.code} ${text.slice(Number(from), Number(to))}`
}

test('numbers are exact, with as many decimals as they need', () => {
  assert.equal(given('{n} * {prix}'), '87.50')
  assert.equal(given('0.1 + 0.2'), '0.3')
  assert.equal(given('{n} / 3'), '2.333333')
  assert.equal(given('ARRONDI({prix} / 3; 2)'), '4.17')
  assert.equal(given('ROUND(-2.5)'), -3)
  assert.equal(given('ARRONDI({francs}; -3)'), 2000)
  assert.equal(given('{euros} * 18%'), '1.7982')
  assert.equal(given('MOD({m}; 3) + ({n} % 4)'), 4)
  assert.equal(given('9007199254740991 + 1'), null)
})

test('French and English are understood at once, commas where they cannot be mistaken', () => {
  assert.equal(given('si({n} > 5; "grand"; "petit")'), 'grand')
  assert.equal(given('IF({n} > 5, "big", "small")'), 'big')
  assert.equal(given('année({jour}) + MONTH({jour})'), 2027)
  assert.equal(given('{n} * 1,5'), '10.5')
  assert.equal(given('ARRONDI({n} * 1,55; 1)'), '10.9')
  assert.equal(wrong('ROUND({n} * 1,55)'), 'formula.comma 1,55')
  assert.equal(given('= {n} + 1'), 8)
})

test('texts and dates as people write them', () => {
  assert.equal(given('{nom} & " : " & {prix} & " le " & {jour}'), 'Koné : 12,50 le 31/01/2026')
  assert.equal(given('MAJUSCULE(GAUCHE({nom}; 3)) & TEXTE({actif})'), 'KONoui')
  assert.equal(given('"dit ""oui"""'), 'dit "oui"')
  assert.equal(given('MOIS.DECALER({jour}; 1)'), '2026-02-28')
  assert.equal(given('{jour} + 30 - 1'), '2026-03-01')
  assert.equal(given('JOURS({jour} + 10; {jour})'), 10)
  assert.equal(given('DATEDIF({jour}; DATE(2028; 1; 30); "a")'), 1)
})

test('nothing gives nothing, and a division by zero too', () => {
  assert.equal(given('{fin} + 1'), null)
  assert.equal(given('{n} / 0'), null)
  assert.equal(given('{fin} > 1'), false)
  assert.equal(given('SI({fin} = ""; "vide"; "plein")'), 'vide')
  assert.equal(given('SOMME({fin}; {n}) & CONCAT({note}; "!")'), '7,0000000000!')
  assert.equal(given('SIVIDE({fin}; {prix})'), '12.5000000000')
  assert.equal(given('SI({n} > 10; {prix})'), null)
  assert.equal(given('{jour} + 9999999'), null)
})

test('what is wrong is named where it is', () => {
  assert.equal(wrong('{n} + {prixx}'), 'formula.field_unknown {prixx}')
  assert.equal(wrong('{n} + '), 'formula.unfinished ')
  assert.equal(wrong('({n} + 1'), 'formula.unclosed (')
  assert.equal(wrong('{n} + "a'), 'formula.unclosed_text "a')
  assert.equal(wrong('{n'), 'formula.unclosed_field {n')
  assert.equal(wrong('{n} 2'), 'formula.unexpected 2')
  assert.equal(wrong('{n} ^ 2'), 'formula.unknown_sign ^')
  assert.equal(wrong('FOIS({n})'), 'formula.function_unknown FOIS')
  assert.equal(wrong('montant * 2'), 'formula.function_unknown montant')
  assert.equal(wrong('{n} + {nom}'), 'formula.kind {nom}')
  assert.equal(wrong('SI({n}; 1; 2)'), 'formula.kind {n}')
  assert.equal(wrong('SI({actif}; {n}; {nom})'), 'formula.not_alike {nom}')
  assert.equal(wrong('{nom} < "b"'), 'formula.kind {nom}')
  assert.equal(wrong('GAUCHE({nom}; 1; 2)'), 'formula.arguments GAUCHE({nom}; 1; 2)')
  assert.equal(wrong('ARRONDI({prix}; {n})'), 'formula.literal {n}')
  assert.equal(wrong('JOURS(AUJOURDHUI(); {jour})'), 'formula.clock AUJOURDHUI')
  assert.equal(wrong('{instant} & ""'), 'formula.kind {instant}')
  assert.equal(wrong('VIDE()').split(' ')[0], 'formula.says_nothing')
  assert.equal(wrong(' ').split(' ')[0], 'formula.empty')
  assert.equal(wrong(`${'('.repeat(200)}1`).split(' ')[0], 'formula.too_big')
  assert.equal(wrong(`1${' + 1'.repeat(300)}`).split(' ')[0], 'formula.too_big')
})

test('every function says what it is for, and its example is one', () => {
  const fields = new Map<string, ReturnType<typeof source>>()
  const guess = (name: string) => fields.get(name) ?? source(name)
  const kinds = ['prix', 'nom', 'actif', 'jour']
  for (const { help, example, fr, en } of Object.values(formulaFunctions)) {
    assert.ok(help.fr && help.en && fr && en)
    for (const text of [example.fr, example.en!]) {
      const names = [...text.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name!)
      const works = (left: readonly string[]): boolean => {
        if (left.length === 0) return 'formula' in parseFormula(text, guess)
        return kinds.some((kind) => {
          fields.set(left[0]!, source(kind))
          return works(left.slice(1))
        })
      }
      assert.ok(works([...new Set(names)]), text)
    }
  }
})

test('whatever is written is a formula or a problem in good French, at once', () => {
  const pieces = fc.constantFrom(
    '{n}',
    '{nom}',
    '{jour}',
    '{',
    '}',
    '"',
    '(',
    ')',
    ';',
    ',',
    '+',
    '-',
    '%',
    '=',
    '<',
    '>',
    '&',
    ' ',
    '1',
    '2,5',
    '.',
    'SI',
    'SUM',
    'é',
    '😀',
    '\0',
    '\ud800',
    '\n',
    '{__proto__}',
    '{constructor}',
    'constructor(',
    'VRAI',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (some) => {
      const read = parseFormula(some.join(''), source)
      if ('problem' in read) return wellSaid(read.problem)
      assert.deepEqual(parsed(writeFormula(read.formula, 'fr')), read.formula)
      evaluateFormula(read.formula, row)
    }),
    { numRuns: 2000 },
  )
  const began = performance.now()
  for (const unit of ['(', '-', '{', '1+', '"', 'a', ' ', '1,', 'SI(', '%'])
    parseFormula(unit.repeat(20_000 / unit.length), source)
  assert.ok(performance.now() - began < 1000)
})

test('a form that is being filled in gives what it can', () => {
  const half: Row = { n: '' as never, prix: 'douze', jour: '2026-13-01', nom: 5 as never }
  assert.equal(evaluateFormula(parsed('{n} + {prix}'), half), null)
  assert.equal(evaluateFormula(parsed('ANNEE({jour})'), half), null)
  assert.equal(evaluateFormula(parsed('{nom} & "x"'), {}), 'x')
})
