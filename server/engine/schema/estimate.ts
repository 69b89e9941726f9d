import type { Work, WorkName } from './work.ts'

/** Rows per second, by work: as last measured here, else as on a small machine. */
export type Rates = Readonly<Partial<Record<WorkName, number>>>

const usual: Record<WorkName, number> = {
  'create-table': Infinity,
  'add-column': Infinity,
  'add-list': Infinity,
  'add-key': Infinity,
  'drop-key': Infinity,
  'drop-index': Infinity,
  watch: Infinity,
  settle: Infinity,
  publish: Infinity,
  convert: 15_000,
  'number-rows': 40_000,
  'clear-orphans': 300_000,
  'check-key': 1_000_000,
  'add-index': 300_000,
  'fill-search': 20_000,
  'keep-computed': Infinity,
  'fill-computed': 10_000,
}

/** Seconds until all of it is done; each instant of it takes about a hundredth. */
export function secondsOf(works: readonly Work[], rows: number, rates: Rates): number {
  const seconds = works.map((work) => 0.01 + rows / (rates[work.do] ?? usual[work.do]))
  return Math.round(seconds.reduce((sum, each) => sum + each, 0) * 10) / 10
}
