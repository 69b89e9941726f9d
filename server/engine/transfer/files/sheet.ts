import type { Json, JsonObject } from '#model/json.ts'

/** What a file holds, whatever its format: columns, and rows that come in handfuls while it is being read. */
export interface Sheet {
  /** As the file writes them. A JSON file names its columns as it goes: the list grows. */
  readonly columns: readonly string[]
  readonly headerLine: number
  /**
   * `csv`: texts as a person wrote them, formulas behind an apostrophe. `sheet`: texts, and what a spreadsheet knows
   * to be more than text. `json`: values in their wire form.
   */
  readonly manner: 'csv' | 'sheet' | 'json'
  readonly rows: AsyncIterable<readonly FileRow[]>
}

export interface FileRow {
  /** Of the file, from 1: where an editor or a spreadsheet shows it. */
  readonly line: number
  /** By column; absent or undefined: the file says nothing. */
  readonly cells: readonly Cell[]
}

/** Text, or what a spreadsheet or JSON already knows to be a number, a truth, a time. Undefined: nothing. */
export type Cell = Json | undefined

/** A spreadsheet's date and time, without a zone; the time is empty at midnight, the day for a time alone. */
export interface LocalTime extends JsonObject {
  readonly kind: 'time'
  readonly day: string
  readonly time: string
}

/** A spreadsheet's `#N/A` or `#DIV/0!`. */
export interface BrokenCell extends JsonObject {
  readonly kind: 'broken'
  readonly code: string
}

/** A file that can be read from the start, or anywhere. */
export interface FileBytes {
  readonly size: number
  chunks(): AsyncIterable<Uint8Array>
  read(offset: number, length: number): Promise<Uint8Array>
}

/** A file that is in memory whole. */
export const bytesInMemory = (bytes: Uint8Array, chunkSize = 256 * 1024): FileBytes => ({
  size: bytes.length,
  async *chunks() {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
  },
  read: async (offset, length) => bytes.subarray(offset, offset + length),
})
