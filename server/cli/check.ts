import { runNode } from './child.ts'

export const run = (words: readonly string[]) => runNode(['tools/check.ts', ...words])
