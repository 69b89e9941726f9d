import { resolve } from 'node:path'

/** The folder that was cloned: where `sugu`, `package.json` and `.env` lie. */
export const projectFolder = resolve(import.meta.dirname, '../..')
