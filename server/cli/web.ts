import { serve } from './serve.ts'

export const run = () => serve({ command: 'web', web: true, work: false })
