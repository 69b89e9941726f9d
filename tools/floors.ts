import { posix } from 'node:path'
import { Visitor } from 'oxc-parser'
import { house, outside, type Room } from './house.ts'
import { type Finding, isCode, isTest, lineAt, parse, type Source } from './source.ts'

/** `#base/` → `server/base/`, as package.json's `imports` says it. */
export type Aliases = Readonly<Record<string, string>>

/** Every import that goes up a floor, to a stranger, or out of its room unseen. */
export const floorFindings = (sources: readonly Source[], aliases: Aliases): Finding[] =>
  sources.filter(isCode).flatMap((source) => {
    const from = roomOf(source.path)
    if (!from || isTest(source.path)) return []
    return importsOf(source).flatMap(({ name, offset }) => {
      const says = breach(source.path, from, name, aliases)
      return says ? [{ path: source.path, line: lineAt(source.text, offset), says }] : []
    })
  })

interface Import {
  readonly name: string
  readonly offset: number
}

export function importsOf(source: Source): Import[] {
  const { module, program } = parse(source)
  const imports: Import[] = []
  const add = (name: string, offset: number) => imports.push({ name, offset })
  for (const { moduleRequest } of module.staticImports) add(moduleRequest.value, moduleRequest.start)
  for (const { entries } of module.staticExports)
    for (const { moduleRequest } of entries) if (moduleRequest) add(moduleRequest.value, moduleRequest.start)
  new Visitor({
    ImportExpression: ({ source: asked }) => {
      if (asked.type === 'Literal' && typeof asked.value === 'string') add(asked.value, asked.start)
    },
    TSImportType: ({ source: asked }) => void add(asked.value, asked.start),
  }).visit(program)
  return imports
}

export interface Place extends Room {
  /** The room's own path, `*` filled in. */
  readonly path: string
}

/** The innermost room that holds a path; undefined outside the house. */
export function roomOf(path: string): Place | undefined {
  const places = house.flatMap((room) => {
    const found = holds(room.at, path)
    return found === null ? [] : [{ ...room, path: found }]
  })
  return places.sort((a, b) => b.path.length - a.path.length)[0]
}

function holds(at: string, path: string): string | null {
  if (!at.endsWith('/*')) return path === at || path.startsWith(`${at}/`) ? at : null
  const parent = at.slice(0, -1)
  const [folder, ...rest] = path.slice(parent.length).split('/')
  return path.startsWith(parent) && rest.length > 0 ? parent + folder : null
}

const say = ({ path, height }: Place) => `${path} (floor ${height})`

function breach(path: string, from: Place, name: string, aliases: Aliases): string | null {
  const target = projectPath(path, name, aliases)
  if (target === null) return packageBreach(from, name)
  if (target === '') return `imports ${name}: no such alias in package.json`
  if (isTest(target)) return `imports ${name}: tests are not part of the house`
  const to = roomOf(target)
  if (!to) return outsideBreach(from, target)
  if (!mayKnow(from, to)) return `imports ${name} of ${say(to)} from ${say(from)}: ${why(from, to)}`
  return crossing(from, to, name, aliases)
}

/** Null: a package. Empty: an alias that is none. */
function projectPath(path: string, name: string, aliases: Aliases): string | null {
  if (name.startsWith('.')) return posix.join(posix.dirname(path), name)
  if (!name.startsWith('#')) return null
  const alias = Object.keys(aliases).find((one) => name.startsWith(one))
  return alias ? aliases[alias] + name.slice(alias.length) : ''
}

function packageBreach(from: Place, name: string): string | null {
  if (!from.packages || from.packages.some((one) => name === one || name.startsWith(`${one}/`))) return null
  return `imports ${name} from ${say(from)}: it may know no package but ${from.packages.join(', ')}, nor any part of Node`
}

function outsideBreach(from: Place, target: string): string | null {
  const folder = target.split('/')[0]!
  if (!outside.includes(folder) || from.knows?.includes(target)) return null
  return `imports ${target} from ${say(from)}: nothing in the house knows ${folder}/`
}

function crossing(from: Place, to: Place, name: string, aliases: Aliases): string | null {
  const home = from.within ?? from.path
  if (!name.startsWith('.') || `${to.path}/`.startsWith(`${home}/`)) return null
  const alias = Object.entries(aliases).find(([, folder]) => `${to.path}/`.startsWith(folder))
  return alias ? `imports ${name} of ${say(to)}: a way out of ${home} is written ${alias[0]}…` : null
}

function mayKnow(from: Place, to: Place): boolean {
  if (from.path === to.path) return true
  if (from.knowsOnly) return from.knowsOnly.includes(to.path)
  return to.height < from.height || (from.knows?.includes(to.path) ?? false)
}

function why(from: Place, to: Place): string {
  if (from.knowsOnly) return `it may know ${from.knowsOnly.join(', ')} alone`
  return to.height === from.height ? 'undeclared siblings are strangers' : 'imports go down'
}
