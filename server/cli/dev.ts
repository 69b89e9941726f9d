import { watch } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#base/project.ts'
import { runNode } from './child.ts'
import { buildScreens } from './screens.ts'

/** Node watches the code and starts again by itself; the screens are built again beside it, and served as they are. */
export const run = (): Promise<number> => {
  watchScreens()
  return runNode([
    '--watch',
    '--watch-preserve-output',
    '--watch-path=server',
    '--watch-path=model',
    'server/cli/sugu.ts',
    'start',
  ])
}

/** A build at a time; what changes meanwhile is in the next. */
function watchScreens(): void {
  let timer: NodeJS.Timeout | undefined
  let isBuilding = false
  const rebuild = async () => {
    if (isBuilding) return later()
    isBuilding = true
    await buildScreens().finally(() => {
      isBuilding = false
    })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(rebuild, 300)
  }
  for (const folder of ['admin', 'model'])
    watch(join(projectFolder, folder), { recursive: true }, (_event, name) => {
      if (!name?.startsWith('dist')) later()
    }).unref()
}
