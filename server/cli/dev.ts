import { runNode } from './child.ts'

/** Node watches the code and starts again by itself. */
export const run = () =>
  runNode([
    '--watch',
    '--watch-preserve-output',
    '--watch-path=server',
    '--watch-path=model',
    'server/cli/sugu.ts',
    'start',
  ])
