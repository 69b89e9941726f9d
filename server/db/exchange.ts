import { DatabaseError } from './errors.ts'
import type { Answer, Cell, Statement } from './executor.ts'
import { readColumns, readCount, readError, readRow } from './incoming.ts'
import * as out from './outgoing.ts'
import type { Names, Prepared } from './prepared.ts'

/** One packet on its way and what has come back so far. */
export interface Exchange {
  readonly statements: readonly Statement[]
  /** Per statement: its name on this connection, if it has or gets one. */
  readonly prepared: readonly (Prepared | undefined)[]
  readonly resolve: (answers: Answer[]) => void
  readonly reject: (error: unknown) => void
  readonly answers: Answer[]
  rows: (readonly Cell[])[]
  columns: readonly string[]
  error: DatabaseError | null
  readonly sent: number
}

export const exchange = (
  statements: Exchange['statements'],
  prepared: Exchange['prepared'],
  resolve: Exchange['resolve'],
  reject: Exchange['reject'],
): Exchange => ({
  statements,
  prepared,
  resolve,
  reject,
  answers: [],
  rows: [],
  columns: none,
  error: null,
  sent: performance.now(),
})

const none: readonly string[] = []

/** Parse, Bind, Describe where needed, Execute of each; then one Sync. */
export function writeBatch(statements: readonly Statement[], names: Names): Exchange['prepared'] {
  for (const name of names.toClose) out.close(name)
  const prepared = statements.map((statement) => writeStatement(statement, names))
  out.sync()
  names.toClose.length = 0
  return prepared
}

function writeStatement({ text, values }: Statement, names: Names): Prepared | undefined {
  const prepared = names.of(text)
  const name = prepared?.name ?? ''
  if (!prepared || !names.has(prepared)) out.parse(name, text)
  out.bind(name, values)
  if (!prepared?.columns) out.describe()
  out.execute()
  return prepared
}

// Message codes of the backend that an exchange listens to.
const parseComplete = 49
const dataRow = 68
const commandComplete = 67
const rowDescription = 84
const noData = 110
const emptyQuery = 73
const errorResponse = 69
const copies = [71, 72, 87]

/** Takes one message into the exchange that is being answered; none is when the server speaks of itself. */
export function heard(
  exchange: Exchange | undefined,
  names: Names,
  code: number,
  bytes: Buffer,
  start: number,
  end: number,
): void {
  if (!exchange) return
  if (code === dataRow) exchange.rows.push(readRow(bytes, start, encodingOf(exchange)))
  else if (code === commandComplete) answered(exchange, readCount(bytes, start, end))
  else if (code === parseComplete) parsed(exchange, names)
  else if (code === rowDescription) described(exchange, readColumns(bytes, start))
  else if (code === noData) described(exchange, none)
  else if (code === emptyQuery) answered(exchange, 0)
  else if (code === errorResponse) failed(exchange, bytes, start)
  else if (copies.includes(code)) throw new Error('COPY is not spoken on this connection')
}

const encodingOf = ({ statements, answers }: Exchange) =>
  statements[answers.length]?.cells === 'bytes' ? 'latin1' : 'utf8'

function parsed(exchange: Exchange, names: Names): void {
  const prepared = exchange.prepared[exchange.answers.length]
  if (prepared) names.record(prepared)
}

function described(exchange: Exchange, columns: readonly string[]): void {
  exchange.columns = columns
  const prepared = exchange.prepared[exchange.answers.length]
  if (prepared) prepared.columns = columns
}

function answered(exchange: Exchange, count: number): void {
  const columns = exchange.prepared[exchange.answers.length]?.columns ?? exchange.columns
  exchange.answers.push({ rows: exchange.rows, count, columns })
  exchange.rows = []
  exchange.columns = none
}

function failed(exchange: Exchange, bytes: Buffer, start: number): void {
  const fields = readError(bytes, start)
  exchange.error ??= new DatabaseError(fields.message, fields)
}
