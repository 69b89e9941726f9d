import { AppError } from '#base/errors.ts'
import { terminalLanguage } from '#base/terminal-language.ts'
import type { Text } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import { sayProblem } from '#model/problem.ts'

const language = terminalLanguage(process.env)

export const inTerminal = (text: Text): string => inLanguage(text, language)
export const say = (text: Text): void => void process.stdout.write(`${inTerminal(text)}\n`)
export const complain = (text: Text): void => void process.stderr.write(`${inTerminal(text)}\n`)

const faults = [TypeError, ReferenceError, SyntaxError, RangeError]

/** An error that was foreseen is its sentence; a fault of ours keeps its stack, for whoever must mend it. */
export const sayError = (error: unknown): string => {
  if (error instanceof AppError) return sayProblem(error.problem, language)
  if (!(error instanceof Error)) return String(error)
  const atLength = process.env.LOG_LEVEL === 'debug' || faults.some((fault) => error instanceof fault)
  return atLength ? (error.stack ?? error.message) : error.message
}
