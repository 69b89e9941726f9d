import { TextDecoder } from 'node:util'
import { fileProblem } from './file-problems.ts'

/**
 * Tells a text file's encoding once all its bytes were seen: a byte-order mark says it, zeros betray UTF-16, and
 * what is valid UTF-8 to the last byte is UTF-8. All else is what Excel writes in these countries: Windows-1252.
 */
export function encodingDetector(): { see(bytes: Uint8Array): void; found(): string } {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let head: Uint8Array = new Uint8Array(0)
  let valid = true
  return {
    see(bytes) {
      if (head.length < headSize) head = Buffer.concat([head, bytes.subarray(0, headSize - head.length)])
      if (valid) valid = decodes(utf8, bytes)
    },
    found() {
      valid = valid && decodes(utf8)
      return markOf(head) ?? zerosOf(head) ?? (valid ? 'utf-8' : 'windows-1252')
    },
  }
}
const headSize = 4096

function decodes(decoder: TextDecoder, bytes?: Uint8Array): boolean {
  try {
    decoder.decode(bytes, { stream: bytes !== undefined })
    return true
  } catch {
    return false
  }
}

function markOf(head: Uint8Array): string | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return null
}

/** In UTF-16 most letters here have a zero in their upper byte, and hardly any in the lower. */
function zerosOf(head: Uint8Array): string | null {
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]!++
  const half = head.length / 2
  if (zeros[1]! > half * 0.6 && zeros[0]! < half * 0.2) return 'utf-16le'
  if (zeros[0]! > half * 0.6 && zeros[1]! < half * 0.2) return 'utf-16be'
  return null
}

/** The text of a file, piece by piece. UTF-8 that is none is an error; the rest cannot be checked. */
export async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderOf(encoding)
  const decoded = (bytes?: Uint8Array): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw fileProblem('file.encoding', { encoding })
    }
  }
  for await (const bytes of chunks) yield decoded(bytes)
  yield decoded()
}

export function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: /^utf-?8$/i.test(encoding) })
  } catch {
    throw fileProblem('file.bad_encoding', { encoding })
  }
}
