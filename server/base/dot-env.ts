import { existsSync, readFileSync } from 'node:fs'
import { errorsOf } from './errors.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const dotEnvError = errorsOf({
  'dotenv.line': [
    500,
    {
      fr: 'La ligne {line} de .env ne se comprend pas : écrivez NOM=valeur, par exemple PORT=8000.',
      en: 'Line {line} of .env cannot be understood: write NAME=value, for example PORT=8000.',
    },
  ],
})

const form =
  /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?:'([^']*)'|"((?:[^"\\]|\\.)*)"|(.*?))\s*(?:(?<=\s|["'])#.*)?$/
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** `NAME=value` per line; quotes, comments, `export` and Windows line ends as people write them. Nothing is expanded. */
export const parseDotEnv = (text: string): Record<string, string> => {
  const values: Record<string, string> = {}
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, name, single, double, bare] = form.exec(line) ?? []
    if (name === undefined) throw dotEnvError('dotenv.line', { line: index + 1 })
    values[name] = single ?? double?.replace(/\\(.)/g, (_, one: string) => escapes[one] ?? one) ?? bare ?? ''
  }
  return values
}

export const readDotEnv = (path: string): Record<string, string> =>
  existsSync(path) ? parseDotEnv(readFileSync(path, 'utf8')) : {}
