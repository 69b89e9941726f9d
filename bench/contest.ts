import { closedLoop, encodeRequest, type LoadResult, type Request } from '../tests/support/load.ts'

/** Whom a request goes to. */
export type Server = 'sugu' | 'floor'
export type Ports = Readonly<Record<Server, number>>

/** One side of a contest: its `count`-th request. Numbers are never used twice in a run. */
export interface Side {
  readonly server: Server
  readonly request: (count: number) => Request
}

/** Two sides that do the same work, and how much of the second the first must reach. */
export interface Contest {
  readonly name: string
  readonly title: string
  /** Who is measured, and what against. */
  readonly ours: Side
  readonly theirs: Side
  /** `rate`: requests per second, at least; `p50`: milliseconds of the middle one, at most. */
  readonly by: 'rate' | 'p50'
  /** Of the ratio ours / theirs; null: for information. */
  readonly target: number | null
  /** Asked of both before the clock runs: what is different in the answers, if anything is. */
  readonly differences?: () => Promise<readonly string[]>
  readonly note?: string
}

export interface Rounds {
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
}

export interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

export interface Result {
  readonly name: string
  readonly title: string
  readonly note: string | undefined
  readonly by: Contest['by']
  readonly ours: Measured
  readonly theirs: Measured
  readonly ratio: number
  readonly target: number | null
  readonly reached: boolean
  readonly differences: readonly string[]
}

/** Ours, theirs, ours, theirs …: what else the machine does falls on both alike. */
export async function hold(contest: Contest, ports: Ports, { rounds, ...load }: Rounds): Promise<Result> {
  const differences = (await contest.differences?.()) ?? []
  const taken: { ours: LoadResult[]; theirs: LoadResult[] } = { ours: [], theirs: [] }
  const measure = (side: Side, seconds: number) => run(side, ports, { ...load, seconds })
  for (const side of [contest.ours, contest.theirs]) await measure(side, Math.min(3, load.seconds))
  for (let round = 0; round < rounds; round++) {
    taken.ours.push(await measure(contest.ours, load.seconds))
    taken.theirs.push(await measure(contest.theirs, load.seconds))
  }
  const ours = middle(taken.ours)
  const theirs = middle(taken.theirs)
  const ratio = contest.by === 'rate' ? ours.perSecond / theirs.perSecond : ours.p50 / theirs.p50
  const { name, title, by, note, target } = contest
  const reached =
    isReached(by, ratio, target) && ours.errors + theirs.errors === 0 && differences.length === 0
  return { name, title, note, by, ours, theirs, ratio, target, reached, differences }
}

const isReached = (by: Contest['by'], ratio: number, target: number | null): boolean =>
  target === null || (by === 'rate' ? ratio >= target : ratio <= target)

let count = 0

function run({ server, request }: Side, ports: Ports, load: { seconds: number; connections: number }) {
  const encoded = new Map<string, Buffer>()
  const next = (): Buffer => {
    const asked = request(count++)
    if (asked.body !== undefined) return encodeRequest(asked)
    const known = encoded.get(asked.path) ?? encodeRequest(asked)
    encoded.set(asked.path, known)
    return known
  }
  return closedLoop({ port: ports[server], ...load, next })
}

function middle(results: readonly LoadResult[]): Measured {
  const of = (value: (result: LoadResult) => number) => median(results.map(value))
  return {
    perSecond: of((result) => result.perSecond),
    p50: of((result) => result.p50),
    p99: of((result) => result.p99),
    errors: results.reduce((sum, result) => sum + result.errors, 0),
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
