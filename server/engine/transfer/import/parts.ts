import { sql, statement } from '#db/sql.ts'
import type { Context } from '../../context.ts'
import { fileProblem } from '../files/file-problems.ts'
import { fileLimits } from '../files/limits.ts'
import type { FileBytes } from '../files/sheet.ts'

/** `file`: as it was sent. `refused`: the rows that were not taken, with the reason, as a file to mend and send again. */
type Kind = 'file' | 'refused'

const partSize = 256 * 1024

/** Keeps a stream in parts of one size; answers its length. */
export async function keepFile(
  ctx: Context,
  importId: number,
  bytes: AsyncIterable<Uint8Array>,
  see: (part: Uint8Array) => void,
): Promise<number> {
  let n = 0
  let size = 0
  for await (const part of inParts(bytes)) {
    size += part.length
    if (size > fileLimits.bytes) throw fileProblem('file.too_large', { max: fileLimits.bytes / 1024 / 1024 })
    see(part)
    await addPart(ctx, importId, 'file', n++, part)
  }
  return size
}

async function* inParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const piece of bytes) {
    waiting.push(piece)
    length += piece.length
    if (length < partSize) continue
    const whole = Buffer.concat(waiting)
    const full = Math.floor(length / partSize) * partSize
    for (let at = 0; at < full; at += partSize) yield whole.subarray(at, at + partSize)
    waiting = [whole.subarray(full)]
    length -= full
  }
  if (length > 0) yield Buffer.concat(waiting)
}

export async function addPart(
  ctx: Context,
  importId: number,
  kind: Kind,
  n: number,
  bytes: Uint8Array,
): Promise<void> {
  await ctx.tx.run(
    statement(sql`insert into site.import_parts (site_id, import_id, kind, n, bytes)
      values (${ctx.site.id}::int, ${importId}::bigint, ${kind}::text, ${n}::int, ${Buffer.from(bytes)}::bytea)
      on conflict (site_id, import_id, kind, n) do update set bytes = excluded.bytes`),
  )
}

export async function dropParts(ctx: Context, importId: number, kind: Kind): Promise<void> {
  await ctx.tx.run(
    statement(sql`delete from site.import_parts
      where site_id = ${ctx.site.id}::int and import_id = ${importId}::bigint and kind = ${kind}::text`),
  )
}

/** The kept file, to be read from the start or anywhere. */
export function keptFile(ctx: Context, importId: number, size: number): FileBytes {
  const part = (n: number) => readPart(ctx, importId, 'file', n)
  return {
    size,
    chunks: () => partsOf(ctx, importId, 'file'),
    async read(offset, length) {
      const pieces: Uint8Array[] = []
      const end = Math.min(offset + length, size)
      for (let n = Math.floor(offset / partSize); n * partSize < end; n++) {
        const bytes = (await part(n))?.bytes ?? new Uint8Array(0)
        pieces.push(bytes.subarray(Math.max(0, offset - n * partSize), end - n * partSize))
      }
      return Buffer.concat(pieces)
    },
  }
}

/** All parts of a kind in their order, each its own short batch; the next is asked for while one is worked on. */
export async function* partsOf(ctx: Context, importId: number, kind: Kind): AsyncGenerator<Uint8Array> {
  let next = readPart(ctx, importId, kind, 0)
  for (;;) {
    const part = await next
    if (!part) return
    next = readPart(ctx, importId, kind, part.n + 1)
    next.catch(() => {})
    yield part.bytes
  }
}

/** The part of that number, or the first after it. */
async function readPart(ctx: Context, importId: number, kind: Kind, n: number) {
  const { answers } = await ctx.tx.run(
    statement(sql`select n, encode(bytes, 'base64') from site.import_parts
      where site_id = ${ctx.site.id}::int and import_id = ${importId}::bigint and kind = ${kind}::text and n >= ${n}::int
      order by n limit 1`),
  )
  const row = answers[0]!.rows[0]
  return row ? { n: Number(row[0]), bytes: Buffer.from(row[1]!, 'base64') } : null
}
