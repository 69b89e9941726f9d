import { serve } from './serve.ts'

export const run = () => serve({ command: 'start', web: true, work: true })
