import { now } from './clock.ts'
import { redact, redactText } from './redact.ts'

export const levels = ['error', 'warn', 'info', 'debug'] as const
export type Level = (typeof levels)[number]

export type Details = Readonly<Record<string, unknown>>
/** `() => details` where gathering them costs something: it is not called when the level is off. */
export type Say = (message: string, details?: Details | (() => Details)) => void

export interface Log extends Readonly<Record<Level, Say>> {
  readonly level: Level
  /** A log that adds these details to each of its lines. */
  with(details: Details): Log
}

export interface Line {
  readonly time: Date
  readonly level: Level
  readonly message: string
  readonly details: Details
}
export type Sink = (line: Line) => void

const silent: Say = () => {}

const sayTo = (level: Level, sinks: readonly Sink[], shared: Details): Say => {
  return (message, details) => {
    const own = typeof details === 'function' ? details() : details
    const clean = redact({ ...shared, ...own }) as Details
    const line = { time: now(), level, message: redactText(message), details: clean }
    for (const sink of sinks) sink(line)
  }
}

/** Lines up to `level` go to each sink; the others cost a call of an empty function. */
export const openLog = (level: Level, sinks: readonly Sink[], shared: Details = {}): Log => {
  const say = (of: Level): Say =>
    levels.indexOf(of) <= levels.indexOf(level) ? sayTo(of, sinks, shared) : silent
  return {
    level,
    error: say('error'),
    warn: say('warn'),
    info: say('info'),
    debug: say('debug'),
    with: (details) => openLog(level, sinks, { ...shared, ...details }),
  }
}

/** For tests, and for commands that speak otherwise. */
export const noLog: Log = openLog('error', [])

export const asJson = ({ time, level, message, details }: Line): string =>
  `${JSON.stringify({ time, level, message, ...details })}\n`
