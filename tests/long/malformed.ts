import { type Chance, chance } from '../../bench/chance.ts'
import type { Request } from '../support/load.ts'
import { bodyFields, type OpenApi, type Route, routesOf } from '../support/openapi.ts'

/** Requests that no honest client sends, made from what the OpenAPI says an honest one may. */
export function* malformed(document: OpenApi, tokens: readonly string[], seed: number): Generator<Request> {
  const luck = chance(seed)
  const routes = [...routesOf(document), ...besides].filter(({ path }) => !leaves.test(path))
  for (;;) {
    const route = luck.one(routes)
    const ask = { method: route.method, path: addressOf(route, luck), headers: headersOf(luck, tokens) }
    yield bodyless.has(route.method) ? ask : { ...ask, ...bodyOf(document, route, luck, ask.headers) }
  }
}

/** What no document tells of. */
const besides: readonly Route[] = [{ method: 'GET', path: '/{page}', operation: { operationId: 'page' } }]

/** This would end the session that all the others need. */
const leaves = /\/logout\//
const bodyless = new Set(['GET', 'DELETE'])

/** Values that a parser, a database or a serializer may stumble over. */
const oddTexts = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  'NaN',
  'null',
  'true',
  '99999999999999999999',
  '1.5',
  '0x10',
  '١٢٣',
  "1' or 1=1 --",
  '"',
  '\\',
  '%',
  '%_%',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '\ufeff',
  '😀',
  'é'.normalize('NFD'),
  '../../etc/passwd',
  '{"all":[]}',
  '{"all":[{"field":"id","op":"eq","value":{}}]}',
  '[[[[',
  '{',
  '2026-13-45',
  '2026-02-30T25:61:00Z',
  '0000-00-00',
  '+275760-09-13',
  '$1',
  ';',
  'constructor',
  '__proto__',
  'site_id',
  'a'.repeat(300),
  'é'.repeat(5000),
  `${'{"not":'.repeat(200)}{"all":[]}${'}'.repeat(200)}`,
  '-',
  ',',
  '-id,-id,-id',
  'id__id__id',
  '1,2,x',
  '\r\nX-Evil: 1',
]
const oddValues: readonly unknown[] = [
  ...oddTexts,
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  1e21,
  [],
  {},
  [[]],
  [null],
  [1, 'a', {}],
  { fr: 1 },
  { lat: 'x' },
  { lat: 91, lng: 181 },
  { __proto__: null, length: -1 },
  { toString: 1, constructor: 2 },
  Array.from({ length: 2000 }, (_, i) => i),
  deep(500),
  'x'.repeat(100_000),
]

function deep(levels: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = i % 2 ? [value] : { a: value }
  return value
}

const encode = (text: string) => encodeURIComponent(text.toWellFormed())
const rawPieces = ['%', '%FF', '%C0%80', '%ED%A0%80', '%00', '%2e%2e%2f', '//', '..;', '%F0%9F%98']

function addressOf({ path, operation }: Route, luck: Chance): string {
  const filled = path.replace(/\{\w+\}/g, (name) => {
    if (name === '{table}' && luck.next() < 0.7) return 'tout'
    if (luck.next() < 0.4) return String(1 + luck.below(20))
    return luck.next() < 0.2 ? luck.one(rawPieces) : encode(luck.one(oddTexts)) || '0'
  })
  const parameters = (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name)
  const pairs = Array.from({ length: luck.below(4) }, () => {
    const name =
      parameters.length > 0 && luck.next() < 0.85 ? luck.one(parameters) : encode(luck.one(oddTexts))
    return `${name}=${luck.next() < 0.1 ? luck.one(rawPieces) : encode(luck.one(oddTexts))}`
  })
  const address = pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled
  return luck.next() < 0.02 ? address.replace(/\//g, '//') : address
}

const oddHeaders: Readonly<Record<string, readonly string[]>> = {
  accept: ['', '*', 'text/html', 'application/xml;q=x', ','.repeat(2000)],
  'accept-language': ['', 'xx', '*', 'en;q=9', 'fr-'.repeat(500)],
  'x-site': ['', 'inconnu', '../x', "' or 1=1", '0'],
  'if-match': ['', '*', 'x', '"', 'W/"1.a"', '"99999999999999999999.x"', '"-1"'],
  'if-none-match': ['', '*', '"', '"1.a", "2.b"'],
  'idempotency-key': ['', ' ', 'k'.repeat(201), 'é', '1'],
  authorization: [
    '',
    'Token',
    'Token ',
    'Bearer x',
    'Basic YTpi',
    `Token ${'a'.repeat(5000)}`,
    'Token a b c',
  ],
  host: ['', 'example.com', '127.0.0.1:99999', '[::1', 'a b'],
  cookie: ['sugu=', 'sugu=x; sugu=y', '=', ';'.repeat(1000)],
  range: ['bytes=0-', 'bytes=-', 'lines=1-2'],
  'content-encoding': ['gzip', 'br', 'x'],
}

function headersOf(luck: Chance, tokens: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {}
  if (luck.next() < 0.85) headers.authorization = `Token ${luck.one(tokens)}`
  for (const [name, values] of Object.entries(oddHeaders))
    if (luck.next() < 0.04) headers[name] = Buffer.from(luck.one(values)).toString('latin1')
  return headers
}

const oddTypes = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'multipart/form-data',
  'x',
  '',
  'application/x-www-form-urlencoded',
]
const brokenBodies = [
  '',
  '{',
  '[1,',
  '{"a":}',
  'null',
  '"text"',
  '12',
  '[]',
  '{"a":1,"a":2}',
  '{"__proto__":{"x":1}}',
  '\ufeff{}',
  '{"a":"\\ud800"}',
  `${'['.repeat(20_000)}`,
]

function bodyOf(document: OpenApi, { operation }: Route, luck: Chance, headers: Record<string, string>) {
  const dice = luck.next()
  if (dice < 0.1)
    return { body: luck.one(brokenBodies), headers: { ...headers, 'content-type': 'application/json' } }
  if (dice < 0.15) return { body: formBody(luck), headers: { ...headers, 'content-type': formType } }
  const type = luck.next() < 0.05 ? luck.one(oddTypes) : 'application/json'
  const fields = bodyFields(document, operation)
  const body: Record<string, unknown> = {}
  for (let i = luck.below(6); i > 0; i--) {
    const known = fields.length > 0 && luck.next() < 0.9
    body[known ? luck.one(fields) : luck.one(oddTexts)] = luck.one(oddValues)
  }
  return { body: JSON.stringify(body), headers: { ...headers, 'content-type': type } }
}

const boundary = 'mangue'
const formType = `multipart/form-data; boundary=${boundary}`
const files = [
  '',
  'a;b;c\n1;2',
  '\u0000\u0001\u0002',
  'PK\u0003\u0004broken',
  '[{"a":1},',
  '"never closed',
  `${'x;'.repeat(5000)}\n`,
]

function formBody(luck: Chance): string {
  const part = (name: string, value: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`
  const file = part(
    'file',
    luck.one(files),
    `; filename="${luck.one(['a.csv', 'a.xlsx', 'a.json', '../a', ''])}"`,
  )
  const options = part('options', luck.one(['{}', '{', '{"match":["x"]}', '{"dry_run":"y"}', 'null', '[]']))
  const end = luck.next() < 0.8 ? `--${boundary}--\r\n` : ''
  return (luck.next() < 0.8 ? file : '') + (luck.next() < 0.6 ? options : '') + end
}
