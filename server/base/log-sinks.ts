import { inspect } from 'node:util'
import type { Level, Line, Sink } from './log.ts'
import { asJson } from './log.ts'

type Write = (text: string) => void

/** One line of JSON each, for machines: Heroku, systemd, Docker. */
export const jsonSink =
  (write: Write): Sink =>
  (line) =>
    write(asJson(line))

const words: Record<Level, readonly [word: string, colour: number]> = {
  error: ['erreur   ', 31],
  warn: ['attention', 33],
  info: ['info     ', 36],
  debug: ['détail   ', 90],
}

/** One line each, for a person at a terminal; the stack of an error follows it. */
export const prettySink =
  (write: Write, colours: boolean): Sink =>
  (line) =>
    write(asPretty(line, colours))

export const asPretty = ({ time, level, message, details }: Line, colours: boolean): string => {
  const paint = (colour: number, text: string) => (colours ? `\x1b[${colour}m${text}\x1b[0m` : text)
  const [word, colour] = words[level]
  const clock = time.toTimeString().slice(0, 8)
  const rest = Object.entries(details).map(([name, value]) => paint(90, ` ${name}=${shown(value)}`))
  return `${paint(90, clock)} ${paint(colour, word)} ${message}${rest.join('')}${stackOf(details)}\n`
}

const isError = (value: unknown): value is { message: string; stack?: string } =>
  typeof value === 'object' && value !== null && 'message' in value && 'stack' in value

const shown = (value: unknown): string => {
  if (isError(value)) return JSON.stringify(value.message)
  if (typeof value === 'string') return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
  return inspect(value, { breakLength: Infinity, depth: 3 })
}

const stackOf = (details: Details): string => {
  const stacks = Object.values(details).flatMap((value) => (isError(value) ? [value.stack ?? ''] : []))
  return stacks.map((stack) => `\n${stack}`).join('')
}
type Details = Line['details']
