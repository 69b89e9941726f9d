import { type Node, Visitor } from 'oxc-parser'
import { type Finding, isCode, isTest, lineAt, parse, type Source } from './source.ts'

/** The longest that a file and a function may be, in lines. A test file may hold more cases, markup more lines. */
export const longest = { file: 300, testFile: 400, function: 40, component: 60 } as const

export interface Size {
  readonly path: string
  readonly line: number
  /** A function's first line, or the whole file. */
  readonly what: string
  readonly lines: number
}

export function sizesOf(sources: readonly Source[]): { files: Size[]; functions: Size[] } {
  const code = sources.filter(isCode)
  const byLength = (a: Size, b: Size) => b.lines - a.lines
  return {
    files: code.map(fileSize).sort(byLength),
    functions: code
      .filter(({ path }) => !isTest(path))
      .flatMap(functionSizes)
      .sort(byLength),
  }
}

export function sizeFindings(sources: readonly Source[]): Finding[] {
  const { files, functions } = sizesOf(sources)
  const fileLimit = (path: string) => (isTest(path) ? longest.testFile : longest.file)
  return [
    ...files
      .filter(({ path, lines }) => lines > fileLimit(path))
      .map((size) => tooLong(size, fileLimit(size.path))),
    ...functions
      .filter(({ path, lines }) => lines > functionLimit(path))
      .map((size) => tooLong(size, functionLimit(size.path))),
  ]
}

/** In markup an attribute is a line. */
const functionLimit = (path: string): number => (path.endsWith('.tsx') ? longest.component : longest.function)

const tooLong = ({ path, line, what, lines }: Size, limit: number): Finding => ({
  path,
  line,
  says: `${what}: ${lines} lines, ${limit} at most`,
})

const countLines = (text: string) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

const fileSize = ({ path, text }: Source): Size => ({
  path,
  line: 1,
  what: 'the file',
  lines: countLines(text),
})

function functionSizes(source: Source): Size[] {
  const sizes: Size[] = []
  const add = ({ start, end }: Node) => {
    const text = source.text.slice(start, end)
    const line = lineAt(source.text, start)
    sizes.push({
      path: source.path,
      line,
      what: `« ${text.split('\n')[0]!.trim()} »`,
      lines: countLines(text),
    })
  }
  new Visitor({ FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add }).visit(
    parse(source).program,
  )
  return sizes
}

/** The middle one and the longest few, for whoever wonders. */
export function saySizes(sources: readonly Source[], few = 5): string {
  const { files, functions } = sizesOf(sources)
  const describe = (name: string, sizes: readonly Size[]) =>
    [
      `${name}: ${sizes.length}, median ${sizes[sizes.length >> 1]?.lines ?? 0} lines; the longest:`,
      ...sizes.slice(0, few).map(({ path, line, what, lines }) => `  ${lines}  ${path}:${line} ${what}`),
    ].join('\n')
  return `${describe('files', files)}\n${describe('functions', functions)}`
}

if (import.meta.main) {
  const { sourcesUnder } = await import('./source.ts')
  console.log(saySizes(sourcesUnder(process.cwd())))
}
