import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface NewEntry {
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

interface WrittenEntry {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
}

const version = 20
/** Sizes follow the content; names are UTF-8. */
const flags = 0x0808
const deflate = 8
/** 1 January 1980: the same rows make the same bytes. */
const date = 0x0021

/** An archive that is written while its entries are still being made. */
export async function* zip(entries: AsyncIterable<NewEntry>): AsyncGenerator<Buffer> {
  const written: WrittenEntry[] = []
  let at = 0
  const count = (bytes: Buffer): Buffer => {
    at += bytes.length
    return bytes
  }
  for await (const { name, content } of entries) {
    const entry = { name: Buffer.from(name), offset: at, crc: 0, packed: 0, unpacked: 0 }
    yield count(localHeader(entry.name))
    for await (const bytes of packed(content, entry)) yield count(bytes)
    yield count(sizes(entry))
    written.push(entry)
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield directoryEnd(written.length, directory.length, at)
}

async function* packed(
  content: NewEntry['content'],
  sums: { crc: number; packed: number; unpacked: number },
): AsyncGenerator<Buffer> {
  async function* summed(): AsyncGenerator<Buffer> {
    for await (const text of content) {
      const bytes = Buffer.from(text)
      sums.crc = crc32(bytes, sums.crc)
      sums.unpacked += bytes.length
      yield bytes
    }
  }
  const source = Readable.from(summed())
  const packing = createDeflateRaw({ level: 4, chunkSize: 64 * 1024 })
  source.on('error', (error) => packing.destroy(error))
  try {
    for await (const bytes of source.pipe(packing) as AsyncIterable<Buffer>) {
      sums.packed += bytes.length
      yield bytes
    }
  } finally {
    source.destroy()
    packing.destroy()
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(deflate, 8)
  header.writeUInt16LE(date, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function sizes(entry: WrittenEntry): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  writeSizes(bytes, 4, entry)
  return bytes
}

function writeSizes(bytes: Buffer, at: number, { crc, packed, unpacked }: WrittenEntry): void {
  bytes.writeUInt32LE(crc, at)
  bytes.writeUInt32LE(packed, at + 4)
  bytes.writeUInt32LE(unpacked, at + 8)
}

function directoryEntry(entry: WrittenEntry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(version, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(deflate, 10)
  header.writeUInt16LE(date, 14)
  writeSizes(header, 16, entry)
  header.writeUInt16LE(entry.name.length, 28)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, entry.name])
}

function directoryEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
