import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { tableOf } from '../../../../tests/support/where-cases.ts'
import { parseImportOptions } from './options.ts'

const table = tableOf(1, {
  slug: 'devis',
  fields: [
    { slug: 'numero', type: 'text' },
    { slug: 'jour', type: 'date' },
    { slug: 'fiche', type: 'json' },
  ],
})

test('options are checked by name', async () => {
  const codes = (options: JsonObject) => {
    try {
      return parseImportOptions(options, table)
    } catch (error) {
      return Object.entries((error as { errors: Record<string, { code: string }[]> }).errors).map(
        ([name, [problem]]) => `${name} ${problem!.code}`,
      )
    }
  }
  assert.deepEqual(
    codes({
      match: 'nope',
      on_error: 'maybe',
      separator: ';;',
      columns: '[1]',
      dry_run: 'peut-être',
      zzz: 1,
    }),
    [
      'match option.match',
      'on_error option.one_of',
      'separator option.separator',
      'columns option.columns',
      'dry_run option.boolean',
      'zzz option.unknown',
    ],
  )
  assert.deepEqual(
    codes({ match: '["numero", "jour"]', dry_run: 'true', separator: '\\t', columns: '{"a":null}' }),
    {
      match: ['numero', 'jour'],
      on_error: 'stop',
      dry_run: true,
      separator: '\t',
      columns: { a: null },
    },
  )
})
