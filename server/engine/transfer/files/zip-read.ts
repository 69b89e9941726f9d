import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { fileProblem } from './file-problems.ts'
import { fileLimits } from './limits.ts'
import type { FileBytes } from './sheet.ts'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly offset: number
}

export type ZipArchive = ReadonlyMap<string, ZipEntry>

const bad = (cause?: unknown) => fileProblem('file.bad_workbook', {}, { cause })

/** The entries that the archive's own directory names; what lies elsewhere in it is not looked at. */
export async function openZip(file: FileBytes): Promise<ZipArchive> {
  const { count, size, offset } = await findDirectory(file)
  if (count > fileLimits.entries || offset + size > file.size) throw bad()
  const directory = bufferOf(await file.read(offset, size))
  const entries = new Map<string, ZipEntry>()
  try {
    for (let at = 0, i = 0; i < count; i++) at = readEntry(directory, at, entries)
  } catch (error) {
    throw bad(error)
  }
  return entries
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

async function findDirectory(file: FileBytes): Promise<{ count: number; size: number; offset: number }> {
  const length = Math.min(file.size, 22 + 0xffff)
  const tail = bufferOf(await file.read(file.size - length, length))
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (at < 0 || at + 22 > tail.length) throw bad()
  return {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  }
}

function readEntry(directory: Buffer, at: number, entries: Map<string, ZipEntry>): number {
  if (directory.readUInt32LE(at) !== 0x02014b50) throw new Error('no entry of a directory')
  const encrypted = (directory.readUInt16LE(at + 8) & 1) === 1
  const nameEnd = at + 46 + directory.readUInt16LE(at + 28)
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30)
  const name = directory.toString('utf8', at + 46, nameEnd)
  if (encrypted) throw new Error('encrypted')
  const small = { packed: directory.readUInt32LE(at + 20), offset: directory.readUInt32LE(at + 42) }
  const unpacked = directory.readUInt32LE(at + 24)
  const sizes = wideSizes(directory.subarray(nameEnd, extraEnd), unpacked, small)
  entries.set(name, { name, method: directory.readUInt16LE(at + 10), ...sizes })
  return extraEnd + directory.readUInt16LE(at + 32)
}

/** Some writers always use the 64-bit fields, for small files too. */
function wideSizes(extra: Buffer, unpacked: number, small: { packed: number; offset: number }) {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let next = at + 4
    const wide = (value: number): number => {
      if (value !== 0xffffffff) return value
      next += 8
      return Number(extra.readBigUInt64LE(next - 8))
    }
    wide(unpacked)
    return { packed: wide(small.packed), offset: wide(small.offset) }
  }
  return small
}

/** An entry's bytes as they unpack; refused where they unpack beyond measure. */
export async function* unpack(file: FileBytes, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let unpacked = 0
  for await (const bytes of inflated(await packedBytes(file, entry), entry.method)) {
    unpacked += bytes.length
    const suspicious = unpacked > 32 * 1024 * 1024 && unpacked > entry.packed * fileLimits.ratio
    if (suspicious || unpacked > fileLimits.unpacked) throw fileProblem('file.zip_bomb')
    yield bytes
  }
}

async function* inflated(packed: Readable, method: number): AsyncGenerator<Uint8Array> {
  if (method === 0) return yield* packed
  if (method !== 8) throw bad()
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  packed.on('error', (error) => inflate.destroy(error))
  try {
    yield* packed.pipe(inflate)
  } catch (error) {
    throw bad(error)
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

async function packedBytes(file: FileBytes, entry: ZipEntry): Promise<Readable> {
  const header = bufferOf(await file.read(entry.offset, 30))
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw bad()
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  if (start + entry.packed > file.size) throw bad()
  return Readable.from(slices(file, start, entry.packed))
}

async function* slices(file: FileBytes, start: number, length: number): AsyncGenerator<Uint8Array> {
  const step = 256 * 1024
  for (let at = 0; at < length; at += step) yield await file.read(start + at, Math.min(step, length - at))
}
