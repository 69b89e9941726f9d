import { type Config, loadConfig } from '#base/config.ts'
import { AppError } from '#base/errors.ts'
import type { Outcome } from './command.ts'
import { lookAtDatabase } from './doctor-database.ts'
import { lookAtMachine, lookAtPlace } from './doctor-machine.ts'
import { bad, type Finding, good, notice } from './finding.ts'
import { inTerminal, sayError } from './speech.ts'

/** Looks at all that an installation needs; 1 when something is wrong. */
export const run = async (_words: readonly string[], options: { json?: boolean }): Promise<Outcome> => {
  const findings: Finding[] = []
  for await (const finding of lookAround()) {
    findings.push(finding)
    if (!options.json) process.stdout.write(lineOf(finding))
  }
  if (options.json) process.stdout.write(`${JSON.stringify(findings.map(forProgram), null, 2)}\n`)
  return findings.some(({ state }) => state === 'bad') ? 1 : 0
}

async function* lookAround(): AsyncGenerator<Finding> {
  yield* lookAtMachine()
  const { config, findings } = lookAtSettings()
  yield* findings
  if (config === undefined) return
  yield* lookAtPlace(config)
  yield* lookAtDatabase(config)
}

const lookAtSettings = (): { config?: Config; findings: readonly Finding[] } => {
  try {
    const config = loadConfig()
    const sound = good('settings', { fr: 'Réglages lisibles', en: 'Settings are sound' })
    return { config, findings: [sound, ...config.notices.map((fr) => notice('settings', { fr }))] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const advice = { fr: 'Voir docs/fr/variables.md.', en: 'See docs/fr/variables.md.' }
    return { findings: [bad('settings', { fr: sayError(error) }, advice)] }
  }
}

const signs = { good: '✓', bad: '✗', notice: '•' } as const

const lineOf = ({ state, text, advice }: Finding): string =>
  `${signs[state]} ${inTerminal(text)}\n${advice ? `    → ${inTerminal(advice)}\n` : ''}`

const forProgram = ({ about, state, text, advice }: Finding) => ({
  about,
  state,
  text: inTerminal(text),
  advice: advice && inTerminal(advice),
})
