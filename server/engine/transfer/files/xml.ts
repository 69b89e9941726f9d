import { TextDecoder } from 'node:util'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { fileProblem } from './file-problems.ts'

/** What to do at each turn of an XML text; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** Told piece by piece, so that what was heard can be passed on meanwhile. A DOCTYPE is refused: no entity is ours. */
export async function* hearXml(
  chunks: AsyncIterable<Uint8Array>,
  listener: XmlListener,
): AsyncGenerator<void> {
  const parser = new SaxesParser()
  parser.on('doctype', () => refuse())
  parser.on('error', refuse)
  if (listener.open)
    parser.on('opentag', (tag) => listener.open!(localName(tag.name), (tag as SaxesTagPlain).attributes))
  if (listener.text) {
    parser.on('text', listener.text)
    parser.on('cdata', listener.text)
  }
  if (listener.close) parser.on('closetag', (tag) => listener.close!(localName(tag.name)))
  let decoder: TextDecoder | undefined
  for await (const bytes of chunks) {
    decoder ??= new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8')
    parser.write(decoder.decode(bytes, { stream: true }))
    yield
  }
  parser.close()
  yield
}

/** The same, to the end at once. */
export async function readXml(chunks: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  for await (const _ of hearXml(chunks, listener));
}

const refuse = (cause?: unknown): never => {
  throw fileProblem('file.bad_workbook', {}, { cause })
}

const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
