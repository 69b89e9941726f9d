import type { Json } from '#model/json.ts'
import type { Why } from './checks.ts'
import type { Loss, Sample } from './losses.ts'

export const mostSamples = 20

/** Counts, and keeps the first as samples. */
export function tally(field: string, why: Why) {
  const samples: Sample[] = []
  let count = 0
  return {
    add(id: number, value: Json): undefined {
      count += 1
      if (samples.length < mostSamples) samples.push({ id, value })
    },
    loss: (): Loss => ({ field, why, count, samples }),
  }
}
