import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type ParseResult, parseSync } from 'oxc-parser'

/** A text file of the project, by its path from the root. */
export interface Source {
  readonly path: string
  readonly text: string
}

/** What is wrong at a place: one line of a check's answer. */
export interface Finding {
  readonly path: string
  readonly line: number
  readonly says: string
}

export const sayFinding = ({ path, line, says }: Finding): string => `${path}:${line} ${says}`

const passedOver = new Set(['node_modules', '.git', 'data', 'coverage', 'dist'])
const tooLarge = 2_000_000

/** Every text file of the project, without asking git: a downloaded archive is checked too. */
export function sourcesUnder(root: string, folder = ''): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !passedOver.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return sourcesUnder(root, path)
      return entry.isFile() && isText(join(root, path))
        ? [{ path, text: readFileSync(join(root, path), 'utf8') }]
        : []
    })
}

const isText = (file: string) =>
  statSync(file).size < tooLarge && !readFileSync(file).subarray(0, 8000).includes(0)

export const isCode = ({ path }: Source): boolean => /\.tsx?$/.test(path)
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/')

const parsed = new WeakMap<Source, ParseResult>()

/** Parsed once, whatever asks. */
export function parse(source: Source): ParseResult {
  const result = parsed.get(source) ?? parseSync(source.path, source.text)
  parsed.set(source, result)
  return result
}

/** The line, counted from 1, that an offset lies in. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
