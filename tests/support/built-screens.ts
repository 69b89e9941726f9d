import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Builds the screens where they are not up to date: a few milliseconds where they are. */
export const builtScreens = (): void => void execFileSync(join(root, 'sugu'), ['build'], { stdio: 'pipe' })
