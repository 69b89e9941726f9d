import { spawn } from 'node:child_process'
import { projectFolder } from '#base/project.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Another program in the same terminal, until it ends: signals go to it, its exit code comes back. */
export const runNode = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<number> =>
  runProgram(process.execPath, args, env)

export const runProgram = (
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: projectFolder, env, stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals) => void (saidByTerminal(signal) || child.kill(signal))
    for (const signal of signals) process.on(signal, pass)
    child.once('error', reject)
    child.once('close', (code) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code ?? 1)
    })
  })

/** Ctrl+C reaches every process of the group. */
const saidByTerminal = (signal: NodeJS.Signals): boolean => signal === 'SIGINT' && process.stdin.isTTY
