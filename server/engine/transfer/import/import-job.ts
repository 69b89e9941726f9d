import type { Job } from '../../job.ts'

export type Importing = { import: number }

/** Reads and writes an import that is ready; defined where contexts are made. */
export const importJob: Job<Importing, 'site'> = { name: 'transfer.import', for: 'site' }
