import type { Log } from '#base/log.ts'
import { complain, sayError } from './speech.ts'

const patience = 10_000
/** A terminal may say the same Ctrl+C twice: to the group, and through the first process. */
const impatience = 500
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * What is under way ends before the process does: within ten seconds, then without it. A second Ctrl+C does not wait.
 * An error that nobody caught ends the process too: whoever supervises it starts a sound one.
 */
export const stopWith = (close: () => Promise<void>, log: Log): void => {
  let since: number | undefined
  const stop = (code: number) => {
    since ??= performance.now()
    setTimeout(() => process.exit(1), patience).unref()
    close().then(
      () => process.exit(code),
      (error: unknown) => fail(error, log),
    )
  }
  const onSignal = (signal: NodeJS.Signals) => {
    if (since === undefined) return stop(0)
    if (signal === 'SIGINT' && performance.now() - since > impatience) process.exit(130)
  }
  for (const signal of signals) process.on(signal, onSignal)
  const onCrash = (error: unknown) => {
    log.error('Erreur que rien n’attendait : arrêt.', { error })
    if (since === undefined) stop(1)
  }
  process.on('uncaughtException', onCrash)
  process.on('unhandledRejection', onCrash)
}

const fail = (error: unknown, log: Log): never => {
  log.error('L’arrêt ne s’est pas bien passé.', { error })
  complain({ fr: sayError(error) })
  process.exit(1)
}
