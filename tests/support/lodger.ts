import { createInterface } from 'node:readline'
import { AppError } from '#base/errors.ts'
import { openDatabase } from '#db/open.ts'
import { sayProblem } from '#model/problem.ts'

// A process that opens the database of a data folder, for tests that kill it. Each line on its standard input
// is a statement; it answers with one line of JSON, and closes properly when the input ends.

const database = { kind: 'embedded', data: process.argv[2]! } as const
const db = await openDatabase({ database, secretKey: 'of no use on a socket' }).catch((error: unknown) => {
  console.error(error instanceof AppError ? sayProblem(error.problem, 'fr') : error)
  process.exit(1)
})
console.log('up')

for await (const text of createInterface(process.stdin)) {
  const rows = await db.owner.run({ text, values: [] }).then(
    ([answer]) => answer!.rows,
    (error: Error) => error.message,
  )
  console.log(JSON.stringify({ rows, started: db.startedPostgres() }))
}
await db.close()
