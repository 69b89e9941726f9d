import type { Json } from '#model/json.ts'
import type { Context } from './context.ts'

/** Ids and small facts: a job reads the rest when it runs. */
export type JobData = Readonly<Record<string, Json>>

/** Enough to leave one with `enqueue`; what does it may be defined on a higher floor. */
export interface Job<Data extends JobData = JobData, For extends 'site' | 'house' = 'site' | 'house'> {
  /** Names its queue: letters, digits, `-`, `_`, `.`, `/`. */
  readonly name: string
  readonly for: For
  /** Never there: by it the compiler knows what the job must be told. */
  readonly takes?: Data
}

/** Work that is done outside of a request, at least once: it must bear being done twice. */
export type JobDefinition = SiteJob | HouseJob

interface Pace {
  readonly retry?: Retry
  /** Seconds after which a run that has not ended is given up and tried again. */
  readonly expire?: number
  /** How many run at once in one process. */
  readonly atOnce?: number
  /** Seconds between two looks at an empty queue. */
  readonly poll?: number
}

/** Done for one site, as the system, behind its wall. */
export interface SiteJob<Data extends JobData = JobData> extends Job<Data, 'site'>, Pace {
  /** As cron writes it, with no data: at every site, by its own clock. */
  readonly schedule?: string
  run(ctx: Context, data: Data, signal: AbortSignal): Promise<unknown>
}

/** Done for the whole installation. */
export interface HouseJob<Data extends JobData = JobData> extends Job<Data, 'house'>, Pace {
  /** By the server's clock. */
  readonly schedule?: string
  run(data: Data, signal: AbortSignal): Promise<unknown>
}

/** Each wait is about twice the one before it, from `first` seconds to at most `longest`. */
export interface Retry {
  readonly times: number
  readonly first: number
  readonly longest: number
}

/** A bit more than a day in all: a provider's outage, a weekend's lost link. */
export const patient: Retry = { times: 12, first: 30, longest: 6 * 3600 }

/** As the queue keeps it: the job's own data, and the site it is for. */
export interface Envelope {
  readonly site: number | null
  readonly data: JobData
}
