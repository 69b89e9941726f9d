import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draft, wrong } from '../tests/support/definitions.ts'
import type { Field } from './fields/index.ts'
import { partsOf } from './sections.ts'

const fields = [
  { slug: 'nom', type: 'text' },
  { slug: 'prix', type: 'text', aliases: ['tarif'] },
  { slug: 'note', type: 'long_text' },
]
const withSections = (...sections: unknown[]) => ({ slug: 'essai', fields, sections }) as never

test('a form is parted into sections; what none names stands first', () => {
  const made = draft(withSections({ label: 'Montants', fields: ['tarif'] }))
  assert.deepEqual(made.sections, [{ label: { fr: 'Montants' }, fields: ['prix'] }])
  const parts = partsOf(made.fields as readonly Field[], made.sections)
  assert.deepEqual(
    parts.map((part) => [part.section?.label.fr ?? null, part.fields.map(({ slug }) => slug)]),
    [
      [null, ['nom', 'note']],
      ['Montants', ['prix']],
    ],
  )
})

test('a table without sections says nothing of them', () => {
  assert.ok(!('sections' in draft({ slug: 'essai', fields, sections: [] } as never)))
})

test('a section without a title, a field that is not there or there twice: told at its place', () => {
  assert.deepEqual(
    wrong(
      withSections(
        { fields: ['nom'] },
        { label: 'Deux', fields: ['nom', 'absent'] },
        { label: 'x', size: 2 },
      ),
    ),
    {
      'sections.0.label': ['section.no_label'],
      'sections.1.fields.0': ['section.field_twice'],
      'sections.1.fields.1': ['table.field_unknown'],
      'sections.2.size': ['definition.unknown_key'],
    },
  )
})
