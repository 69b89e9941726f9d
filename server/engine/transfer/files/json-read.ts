import { isObject, type JsonObject } from '#model/json.ts'
import { fileProblem } from './file-problems.ts'
import { fileLimits } from './limits.ts'
import type { Cell, FileRow } from './sheet.ts'

/** Rows of a JSON array of objects, or of objects one after the other. New keys are added to `columns` as they come. */
export async function* jsonRows(text: AsyncIterable<string>, columns: string[]): AsyncGenerator<FileRow[]> {
  const places = new Map<string, number>()
  const reading = jsonReading()
  for await (const piece of text) {
    const rows = readObjects(reading, piece).map(({ line, object }) => ({
      line,
      cells: cellsOf(object, columns, places, line),
    }))
    if (rows.length > 0) yield rows
  }
  demandEnd(reading)
}

function cellsOf(object: JsonObject, columns: string[], places: Map<string, number>, line: number): Cell[] {
  const cells: Cell[] = new Array(columns.length).fill(undefined)
  for (const [key, value] of Object.entries(object)) {
    let place = places.get(key)
    if (place === undefined) {
      place = columns.push(key) - 1
      if (place >= fileLimits.columns)
        throw fileProblem('file.too_many_columns', { line, max: fileLimits.columns })
      places.set(key, place)
    }
    cells[place] = value
  }
  return cells
}

interface JsonReading {
  /** From the start of the object that has not ended yet. */
  text: string
  at: number
  line: number
  depth: number
  inString: boolean
  escaped: boolean
  start: number
  startLine: number
  /** Whether the objects lie in an array; undefined before the first of them. */
  array: boolean | undefined
  ended: boolean
}

const jsonReading = (): JsonReading => ({
  text: '',
  at: 0,
  line: 1,
  depth: 0,
  inString: false,
  escaped: false,
  start: -1,
  startLine: 1,
  array: undefined,
  ended: false,
})

interface FoundObject {
  readonly line: number
  readonly object: JsonObject
}

/** The objects that end in this piece, found by their braces and read by `JSON.parse`. */
function readObjects(reading: JsonReading, piece: string): FoundObject[] {
  const found: FoundObject[] = []
  reading.text += piece
  for (; reading.at < reading.text.length; reading.at++) {
    const code = reading.text.charCodeAt(reading.at)
    if (code === 10) reading.line++
    if (reading.inString) insideString(reading, code)
    else if (reading.depth > 0) insideObject(reading, code, found)
    else between(reading, code)
  }
  const keep = reading.start < 0 ? reading.text.length : reading.start
  reading.text = reading.text.slice(keep)
  reading.at -= keep
  if (reading.start >= 0) reading.start = 0
  if (reading.text.length > fileLimits.row) {
    throw fileProblem('file.row_too_long', { line: reading.startLine, max: fileLimits.row })
  }
  return found
}

function insideString(reading: JsonReading, code: number): void {
  if (reading.escaped) reading.escaped = false
  else if (code === 92) reading.escaped = true
  else if (code === 34) reading.inString = false
}

function insideObject(reading: JsonReading, code: number, found: FoundObject[]): void {
  if (code === 34) reading.inString = true
  else if (code === 123 || code === 91) deeper(reading)
  else if ((code === 125 || code === 93) && --reading.depth === 0) {
    found.push({ line: reading.startLine, object: parseObject(reading) })
    reading.start = -1
  }
}

function deeper(reading: JsonReading): void {
  if (++reading.depth > fileLimits.depth) {
    throw fileProblem('file.too_deep', { line: reading.line, max: fileLimits.depth })
  }
}

/** Between objects: white space, the commas and brackets of the array. */
function between(reading: JsonReading, code: number): void {
  if (code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff) return
  if (code === 123 && !reading.ended) {
    reading.array ??= false
    reading.start = reading.at
    reading.startLine = reading.line
    reading.depth = 1
  } else if (code === 91 && reading.array === undefined) reading.array = true
  else if (code === 93 && reading.array && !reading.ended) reading.ended = true
  else if (code !== 44 || !reading.array) throw fileProblem('file.bad_json', { line: reading.line })
}

function parseObject(reading: JsonReading): JsonObject {
  try {
    const object: unknown = JSON.parse(reading.text.slice(reading.start, reading.at + 1))
    if (isObject(object)) return object
  } catch (cause) {
    throw fileProblem('file.bad_json', { line: reading.startLine }, { cause })
  }
  throw fileProblem('file.bad_json', { line: reading.startLine })
}

function demandEnd(reading: JsonReading): void {
  const whole = reading.depth === 0 && (!reading.array || reading.ended)
  if (!whole)
    throw fileProblem('file.bad_json', { line: reading.start < 0 ? reading.line : reading.startLine })
}
