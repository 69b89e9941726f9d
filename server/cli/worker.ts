import { serve } from './serve.ts'

export const run = () => serve({ command: 'worker', web: false, work: true })
