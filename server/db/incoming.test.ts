import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutter } from './incoming.ts'

const message = fc.tuple(fc.integer({ min: 65, max: 90 }), fc.uint8Array({ maxLength: 300 }))

const asBytes = ([code, body]: [number, Uint8Array]): Buffer => {
  const head = Buffer.alloc(5)
  head[0] = code
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** The stream in pieces of the given sizes, over and over. */
function* pieces(stream: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length]!
    yield Buffer.from(stream.subarray(at, at + size))
    at += size
  }
}

test('however the stream is cut on its way, the messages are the same', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 20 }), sizes, (messages, sizes) => {
      const heard: unknown[] = []
      const cut = cutter((code, bytes, start, end) =>
        heard.push([code, new Uint8Array(bytes.subarray(start, end))]),
      )
      for (const piece of pieces(Buffer.concat(messages.map(asBytes)), sizes)) cut(piece)
      assert.deepEqual(heard, messages)
    }),
    { numRuns: 500 },
  )
})
