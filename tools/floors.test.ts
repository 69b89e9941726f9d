import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floorFindings } from './floors.ts'
import { sayFinding } from './source.ts'

const aliases = {
  '#model/': 'model/',
  '#base/': 'server/base/',
  '#db/': 'server/db/',
  '#http/': 'server/http/',
  '#engine/': 'server/engine/',
  '#platform/': 'server/platform/',
  '#apps/': 'server/apps/',
}
const check = (path: string, text: string) => floorFindings([{ path, text }], aliases).map(sayFinding)

const allowed: readonly (readonly [path: string, text: string])[] = [
  ['model/fields/text.ts', `import { fold } from '../fold.ts'`],
  ['model/phones.ts', `import { parse } from 'libphonenumber-js/max'`],
  ['server/base/errors.ts', `import type { Text } from '#model/language.ts'`],
  ['server/db/open.ts', `import { Pool } from 'pg'; import { readFile } from 'node:fs/promises'`],
  ['server/engine/records/list.ts', `import { siteView } from '../catalog/storage.ts'`],
  [
    'server/engine/rest/routes.ts',
    `import { list } from '../records/list.ts'; import { reply } from '#http/reply.ts'`,
  ],
  ['server/platform/identity/login.ts', `import { list } from '#engine/records/list.ts'`],
  ['server/apps/index.ts', `import { projects } from './projects/index.ts'`],
  ['server/cli/start.ts', `import { openSugu } from '../main.ts'`],
  ['server/main.ts', `import { projects } from '#apps/projects/index.ts'`],
  ['admin/fields/phone.tsx', `import { phones } from '#model/phones.ts'; import React from 'react'`],
  [
    'model/where.test.ts',
    `import { whereSql } from '#engine/records/where-sql.ts'; import { test } from 'node:test'`,
  ],
  ['bench/main.ts', `import { openSugu } from '../server/main.ts'`],
]

const refused: readonly (readonly [path: string, text: string, says: RegExp])[] = [
  [
    'model/dates.ts',
    `import { readFile } from 'node:fs'`,
    /^model\/dates\.ts:1 imports node:fs from model \(floor 1\)/,
  ],
  ['model/dates.ts', `import { Pool } from 'pg'`, /no package but libphonenumber-js/],
  [
    'model/dates.ts',
    `import type { Config } from '#base/config.ts'`,
    /server\/base \(floor 1\) from model \(floor 1\)/,
  ],
  ['server/base/log.ts', `\n\nimport { open } from '#db/open.ts'`, /log\.ts:3 .*imports go down/],
  [
    'server/db/open.ts',
    `const { reply } = await import('#http/reply.ts')`,
    /undeclared siblings are strangers/,
  ],
  ['server/db/open.ts', `let reply: import('#engine/context.ts').Context`, /server\/engine \(floor 3\.2\)/],
  ['server/db/open.ts', `export * from '#engine/context.ts'`, /imports go down/],
  [
    'server/db/open.ts',
    `export type { Text } from '../../model/language.ts'`,
    /way out of server\/db is written #model\//,
  ],
  [
    'server/engine/catalog/load.ts',
    `import { plan } from '../schema/plan.ts'`,
    /floor 3\.3\) from server\/engine\/catalog/,
  ],
  ['server/engine/verbs/run.ts', `import { read } from '../transfer/read.ts'`, /undeclared siblings/],
  ['server/engine/records/list.ts', `import { audit } from '#platform/audit/index.ts'`, /imports go down/],
  [
    'server/platform/jobs/jobs.ts',
    `import { x } from '#platform/sites/sites.ts'`,
    /undeclared siblings are strangers/,
  ],
  [
    'server/platform/jobs/jobs.ts',
    `import { list } from '../../engine/records/list.ts'`,
    /is written #engine\//,
  ],
  [
    'server/apps/events/index.ts',
    `import { stock } from '#apps/stock/index.ts'`,
    /undeclared siblings are strangers/,
  ],
  ['server/apps/events/index.ts', `import { x } from '#stock/index.ts'`, /no such alias/],
  [
    'server/cli/bench.ts',
    `import { bench } from '../../bench/main.ts'`,
    /nothing in the house knows bench\//,
  ],
  ['server/cli/bench.ts', `import { y } from '../db/open.test.ts'`, /tests are not part of the house/],
  ['admin/lib/rows.ts', `import type { Row } from '#engine/records/list.ts'`, /it may know model alone/],
]

for (const [path, text] of allowed)
  test(`${path} may say ${text}`, () => assert.deepEqual(check(path, text), []))

for (const [path, text, says] of refused)
  test(`${path} may not say ${text.trim()}`, () => {
    const findings = check(path, text)
    assert.equal(findings.length, 1, findings.join('\n'))
    assert.match(findings[0]!, says)
  })
