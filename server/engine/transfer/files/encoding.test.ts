import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, encodingDetector } from './encoding.ts'
import { bytesInMemory } from './sheet.ts'

const text = 'Prénom;Œuvre\r\nAïssata;« L’été » — 12 500 €\r\n'

const windows1252 = (written: string): Buffer =>
  Buffer.from(
    written.replace(/[€’—Œ]/g, (sign) => ({ '€': '\x80', '’': '\x92', '—': '\x97', Œ: '\x8c' })[sign]!),
    'latin1',
  )
const utf16be = (written: string): Buffer => Buffer.from(written, 'utf16le').swap16()

async function detected(bytes: Buffer, size = 5): Promise<[string, string]> {
  const file = bytesInMemory(bytes, size)
  const detector = encodingDetector()
  for await (const chunk of file.chunks()) detector.see(chunk)
  let read = ''
  for await (const piece of decode(file.chunks(), detector.found())) read += piece
  return [detector.found(), read]
}

test('each encoding is told by its bytes, and read whole however it is cut', async () => {
  assert.deepEqual(await detected(Buffer.from(text)), ['utf-8', text])
  assert.deepEqual(await detected(Buffer.from(`\uFEFF${text}`)), ['utf-8', text])
  assert.deepEqual(await detected(windows1252(text)), ['windows-1252', text])
  assert.deepEqual(await detected(Buffer.from(`\uFEFF${text}`, 'utf16le')), ['utf-16le', text])
  assert.deepEqual(await detected(utf16be(`\uFEFF${text}`)), ['utf-16be', text])
  assert.deepEqual(await detected(Buffer.from(text, 'utf16le')), ['utf-16le', text])
  assert.deepEqual(await detected(utf16be(text)), ['utf-16be', text])
})

test('one accent at the very end of a long plain file is enough', async () => {
  const plain = 'a;b\n'.repeat(300_000)
  assert.equal((await detected(Buffer.from(`${plain}é`, 'latin1'), 65_536))[0], 'windows-1252')
  assert.equal((await detected(Buffer.from(`${plain}é`), 65_536))[0], 'utf-8')
})

test('a file cut in the middle of a letter is not UTF-8', async () => {
  assert.equal((await detected(Buffer.from('é').subarray(0, 1)))[0], 'windows-1252')
})

test('an encoding that was asked for and does not fit is said', async () => {
  const read = async (bytes: Buffer, encoding: string) => {
    for await (const _ of decode(bytesInMemory(bytes).chunks(), encoding));
  }
  await assert.rejects(read(windows1252(text), 'utf-8'), { message: 'file.encoding' })
  await assert.rejects(read(Buffer.from(text), 'klingon'), { message: 'file.bad_encoding' })
})
