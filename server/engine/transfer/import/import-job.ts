import type { Context } from '../../context.ts'
import { enqueue } from '../../enqueue.ts'
import type { Job } from '../../job.ts'

export type Importing = { import: number }

/** Read and write an import that is ready. Two queues, so that one that takes minutes holds up none that is short. */
export const importJobs = {
  small: { name: 'transfer.import', for: 'site' },
  large: { name: 'transfer.import.large', for: 'site' },
} as const satisfies Record<string, Job<Importing, 'site'>>

/** In bytes: some thousand rows. */
const small = 64 * 1024

export const enqueueImport = (ctx: Context, id: number, size: number): Promise<unknown> =>
  enqueue<Importing>(ctx, size <= small ? importJobs.small : importJobs.large, { import: id })
