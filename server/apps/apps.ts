import type { App } from '#platform/app.ts'
import { projects } from './projects/app.ts'

/** Every app; a new one is a folder and a line here. */
export const apps: readonly App[] = [projects]
