import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#base/project.ts'
import { runNode } from './child.ts'
import { screensState } from './screens-state.ts'
import { complain, say } from './speech.ts'

/** Builds the screens where they are missing, or older than their sources. False: that was not possible. */
export async function buildScreens({ always = false } = {}): Promise<boolean> {
  const state = screensState(projectFolder)
  if (state.isFresh && !always) {
    state.remember()
    return true
  }
  if (!existsSync(join(projectFolder, 'node_modules', 'vite'))) return sayNoTools()
  say({ fr: 'Construction des écrans (quelques secondes)…', en: 'Building the screens (a few seconds)…' })
  const code = await runNode(['--disable-warning=ExperimentalWarning', 'admin/build.ts'])
  if (code !== 0) return sayFailed()
  state.remember()
  return true
}

function sayNoTools(): false {
  complain({
    fr: 'Les écrans ne sont pas à jour, et de quoi les construire n’est pas installé. Tapez : npm ci --include=dev, puis ./sugu build',
    en: 'The screens are not up to date, and what builds them is not installed. Type: npm ci --include=dev, then ./sugu build',
  })
  return false
}

function sayFailed(): false {
  complain({
    fr: 'Les écrans n’ont pas pu être construits : voyez les lignes du dessus. Le reste de Sugu fonctionne.',
    en: 'The screens could not be built: see the lines above. The rest of Sugu works.',
  })
  return false
}
