import { runNode } from './child.ts'

export const run = (words: readonly string[]) => runNode(['bench/main.ts', ...words])
