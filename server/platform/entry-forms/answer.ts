import { AppError } from '#base/errors.ts'
import { type Context, inTransaction } from '#engine/context.ts'
import { create } from '#engine/records/save.ts'
import type { EntryField } from '#model/entry-form.ts'
import { fold } from '#model/fold.ts'
import { isObject, type Json, type JsonObject } from '#model/json.ts'
import type { Problem, Problems } from '#model/problem.ts'
import { isEmpty } from '#model/row-values.ts'
import { entryError, entryProblem } from './errors.ts'
import { countAnswer, useTicket } from './links.ts'
import { asForm, type OpenForm } from './public-form.ts'
import type { Ticket } from './tickets.ts'

/** Nobody reads a form and fills it in before this many milliseconds have gone by. */
const shortest = 2000
/** Of what is written, in characters. */
const longest = 60_000

/** An answer as it came in. */
export interface Answer {
  readonly values: Json
  /** To the check question. */
  readonly answer: string | null
}

/**
 * A row out of a stranger's answer: of the fields asked for and no others, by the table's defaults and rules. The
 * ticket, the place and the row are taken together or not at all: whoever mends a mistake sends the same ticket again.
 */
export async function takeAnswer(ctx: Context, form: OpenForm, given: Answer, ticket: Ticket): Promise<void> {
  if (form.state !== 'open') throw entryError(form.state === 'full' ? 'entry.full' : 'entry.closed')
  if (ticket.age < shortest)
    throw entryError('entry.too_soon', { seconds: Math.ceil((shortest - ticket.age) / 1000) })
  const input = inputOf(form, given)
  await inTransaction(asForm(ctx, form.link.form), async (inner) => {
    if (!(await useTicket(inner, ticket.id, ticket.ends))) throw entryError('entry.sent')
    if (!(await countAnswer(inner, form.link.form, form.row.most as number | null)))
      throw entryError('entry.full')
    await create(inner, form.table, input).catch((error: unknown) => sayProblem(form, error))
  })
}

function inputOf({ asked, row }: OpenForm, { values, answer }: Answer): JsonObject {
  if (JSON.stringify(values).length > longest) throw entryError('entry.too_large', { max: longest / 1000 })
  const input = isObject(values) ? values : {}
  const errors: Problems = {
    ...unasked(asked, input),
    ...missing(asked, input),
    ...(isRight(row.question, row.expected, answer) ? {} : { answer: [entryProblem('entry.wrong')] }),
  }
  if (Object.keys(errors).length > 0) throw entryError('entry.invalid', {}, { errors })
  return input
}

/** A hidden field of the table gets the words of one that never was. */
function unasked(asked: readonly EntryField[], input: JsonObject): Problems {
  const names = new Set(asked.map(({ field }) => field))
  const strange = Object.keys(input).filter((name) => !names.has(name))
  return Object.fromEntries(
    strange
      .slice(0, 20)
      .map((name) => [name.slice(0, 60), [entryProblem('entry.not_asked', { field: name.slice(0, 60) })]]),
  )
}

const missing = (asked: readonly EntryField[], input: JsonObject): Problems =>
  Object.fromEntries(
    asked
      .filter(({ field, required }) => required && isEmpty(input[field] ?? null))
      .map(({ field }) => [field, [entryProblem('entry.required')]]),
  )

const plain = (text: string): string => fold(text).trim().replaceAll(/\s+/g, ' ')

function isRight(question: Json | undefined, expected: Json | undefined, answer: string | null): boolean {
  if (typeof question !== 'string' || typeof expected !== 'string') return true
  return expected
    .split('/')
    .map(plain)
    .filter(Boolean)
    .includes(plain(answer ?? ''))
}

/** What is wrong with a field that was asked for is told; what is wrong beside them is not a stranger's to mend. */
function sayProblem({ asked }: OpenForm, error: unknown): never {
  if (!(error instanceof AppError) || error.status !== 400) throw error
  const names = new Set(asked.map(({ field }) => field))
  const told = Object.entries(error.errors ?? {}).filter(([name]) => names.has(name))
  if (told.length === 0) throw entryError('entry.unfit', {}, { cause: error })
  throw entryError('entry.invalid', {}, { errors: Object.fromEntries(told) as Record<string, Problem[]> })
}
