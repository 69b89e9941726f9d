import assert from 'node:assert/strict'
import { test } from 'node:test'
import { raw, sql, statement } from '#db/sql.ts'
import type { FieldBase, FieldType } from '#model/fields/field-type.ts'
import { type FieldTypeName, fieldTypeNames, fieldTypes } from '#model/fields/index.ts'
import type { Json, JsonObject } from '#model/json.ts'
import { testDatabase } from '../support/database.ts'

interface Stored {
  readonly settings?: JsonObject
  /** In the order that the type gives them, where it has one. */
  readonly values: readonly Json[]
}

const texts = ['A', 'b', 'É', 'œuf', '😀 et "guillemets" \\ \' $1', '–', 'a'.repeat(1000)]

/** The edges of what each type holds. A type whose values lie elsewhere has none. */
const edges: Record<FieldTypeName, readonly Stored[]> = {
  text: [{ values: texts }],
  long_text: [{ values: [...texts, ' deux\nlignes\t'] }],
  rich_text: [{ values: ['<p>a &lt;b&gt; <strong>é</strong></p>', '<ul><li>x</li></ul>'] }],
  integer: [{ values: [Number.MIN_SAFE_INTEGER, -1, 0, 1, Number.MAX_SAFE_INTEGER] }],
  decimal: [
    {
      settings: { digits: 38, places: 0 },
      values: [`-${'9'.repeat(38)}`, '-10', '-9', '0', '9', '10', '9'.repeat(38)],
    },
    { settings: { digits: 38, places: 38 }, values: [`-0.${'9'.repeat(38)}`, `0.${'0'.repeat(37)}1`] },
    { settings: { digits: 14, places: 2 }, values: ['-999999999999.99', '-0.01', '0.00', '12.50', '100.00'] },
  ],
  money: [
    { settings: { currency: 'XOF' }, values: [Number.MIN_SAFE_INTEGER, 0, 12_500, Number.MAX_SAFE_INTEGER] },
    {
      settings: { currency: 'EUR' },
      values: ['-90071992547409.91', '-0.05', '0.00', '12.50', '90071992547409.91'],
    },
    { settings: { currency: 'TND' }, values: ['-1.005', '0.000', '0.999'] },
  ],
  boolean: [{ values: [false, true] }],
  date: [{ values: ['0001-01-01', '1582-10-10', '2028-02-29', '9999-12-31'] }],
  datetime: [
    {
      values: [
        '0001-01-01T00:00:00+00:00',
        '1969-12-31T23:59:59.999999+00:00',
        '2026-12-31T10:00:00+00:00',
        '2026-12-31T10:00:00.05+00:00',
        '2026-12-31T10:00:00.5+00:00',
        '9999-12-31T23:59:59.999999+00:00',
      ],
    },
  ],
  choice: [{ settings: { table: 'choix' }, values: ['en_cours', 'Refusé'] }],
  reference: [{ settings: { table: 'contact' }, values: [1, Number.MAX_SAFE_INTEGER] }],
  references: [],
  phone: [{ values: ['+2250707123456', '+33612345678'] }],
  email: [{ values: ['awa@exemple.ci', 'Awa@côte.ci'] }],
  url: [{ values: ['https://exemple.ci/%20?a=b#c'] }],
  slug: [{ values: ['a-1', 'a-2'] }],
  json: [{ values: [[1, 'a', null], { a: { b: [true, 1.5, 'é\n"'] } }, 'texte', 12, false, {}] }],
  location: [
    {
      values: [
        { lat: -90, lng: 180 },
        { lat: 5.3600001, lng: -4.0083333 },
        { lat: 1e-7, lng: 0 },
      ],
    },
  ],
  rating: [{ settings: { max: 10 }, values: [1, 10] }],
  auto_number: [
    { values: [0, 12, Number.MAX_SAFE_INTEGER] },
    { settings: { prefix: 'FAC-', padding: 3 }, values: ['FAC-001', 'FAC-012'] },
  ],
}

const database = await testDatabase()

const answer = async (...pieces: ReturnType<typeof sql>[]): Promise<Json[]> => {
  const answers = await database.owner.run(...pieces.map(statement))
  return answers.at(-1)!.rows.map(([cell]) => JSON.parse(cell!))
}

let made = 0

/** The wire forms that a column of the type gives back for these values, in the order asked for. */
async function stored(
  name: FieldTypeName,
  { settings = {}, values }: Stored,
  order: 'n' | 'c7',
): Promise<Json[]> {
  const type = typeOf(name)
  const read = type.settings(settings)
  assert.deepEqual(read.problems, [])
  const field = { id: 7, slug: 'essai', type: name, label: { fr: 'Essai' }, ...read.settings }
  for (const value of values) assert.deepEqual(type.parse(field, value), { value })
  const table = raw(`essai${++made}`)
  const wire = raw(type.select?.(field, 'x.c7') ?? 'x.c7')
  return answer(
    sql`create temporary table ${table} (n int generated always as identity, c7 ${raw(type.column(field)!)})`,
    ...values.map(
      (value) => sql`insert into ${table} (c7) values (${type.toColumn?.(field, value) ?? value})`,
    ),
    sql`insert into ${table} (c7) values (null)`,
    sql`select coalesce(to_json(${wire}), 'null')::text from ${table} x order by x.${raw(order)}`,
  )
}

const typeOf = (name: FieldTypeName) => fieldTypes[name] as unknown as FieldType<FieldBase>

for (const name of fieldTypeNames) {
  test(`${name}: what is stored comes back as it was`, async () => {
    for (const edge of edges[name]) {
      assert.deepEqual(await stored(name, edge, 'n'), [...edge.values, null])
    }
  })
}

test('what can be more or less has the order of its column', async () => {
  for (const name of fieldTypeNames.filter((one) => fieldTypes[one].operators.includes('gte'))) {
    for (const edge of edges[name]) {
      assert.deepEqual(edge.values.toSorted(typeOf(name).compare), edge.values)
      assert.deepEqual(await stored(name, { ...edge, values: edge.values.toReversed() }, 'c7'), [
        ...edge.values,
        null,
      ])
    }
  }
})
