import { sql, statement } from '#db/sql.ts'
import type { Language } from '#model/language.ts'
import type { Table } from '#model/table.ts'
import { accessWhere, actorId, demandAccess } from '../../access/access.ts'
import { actorName, type Context, inTransaction } from '../../context.ts'
import { encodingDetector } from '../files/encoding.ts'
import { fileProblem } from '../files/file-problems.ts'
import { detectFormat } from '../files/open-sheet.ts'
import { changeImport, type KeptOptions, keptJson } from './imports.ts'
import type { ImportOptions } from './options.ts'
import { keepFile } from './parts.ts'

export interface Upload {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
  readonly options: ImportOptions
  readonly language?: Language
  /** Called in the transaction that makes the import ready, so that its job is there exactly when it is. */
  readonly ready?: (ctx: Context, importId: number, size: number) => Promise<unknown>
}

/** Takes in the file of an import, part by part as it comes, and answers the import's id. */
export async function startImport(ctx: Context, table: Table, upload: Upload): Promise<number> {
  if (!accessWhere(ctx, table, 'update')) demandAccess(ctx, table, 'create')
  const id = await newImport(ctx, table, upload)
  try {
    const { size, options } = await takeFile(ctx, id, upload)
    await inTransaction(ctx, async (inner) => {
      await changeImport(inner, id, null, { status: 'waiting', size, options })
      await upload.ready?.(inner, id, size)
    })
  } catch (error) {
    await dropImport(ctx, id)
    throw error
  }
  return id
}

async function takeFile(
  ctx: Context,
  id: number,
  upload: Upload,
): Promise<{ size: number; options: KeptOptions }> {
  const { options, language = ctx.language } = upload
  const detector = encodingDetector()
  let head: Uint8Array | null = null
  const size = await keepFile(ctx, id, upload.bytes, (part) => {
    head ??= part
    detector.see(part)
  })
  if (!head) throw fileProblem('file.empty')
  const format = options.format ?? detectFormat(head)
  const told = format === 'xlsx' ? { format } : { format, encoding: options.encoding ?? detector.found() }
  return { size, options: { ...options, ...told, language } }
}

/** Uploads that somebody left off a day ago go with it, and the files of dry runs as old. */
async function newImport(ctx: Context, table: Table, { name, options }: Upload): Promise<number> {
  const { answers } = await ctx.tx.run(
    statement(sql`delete from site.imports where site_id = ${ctx.site.id}::int and status = 'uploading'
      and created_at < now() - interval '1 day'`),
    statement(sql`delete from site.import_parts p using site.imports i where p.site_id = ${ctx.site.id}::int
      and p.kind = 'file' and i.id = p.import_id and i.status in ('done', 'failed')
      and i.done_at < now() - interval '1 day'`),
    statement(sql`insert into site.imports (site_id, table_id, actor, user_id, name, options)
      values (${ctx.site.id}::int, ${table.id}::int, ${actorName(ctx.actor)}::text, ${actorId(ctx.actor)}::bigint,
        ${cleanName(name)}::text, ${keptJson(options)}::jsonb) returning id`),
  )
  return Number(answers[2]!.rows[0]![0])
}

const cleanName = (name: string): string =>
  name
    .toWellFormed()
    .replace(/[\x00-\x1f]/g, '')
    .slice(0, 200)

async function dropImport(ctx: Context, id: number): Promise<void> {
  await ctx.tx
    .run(statement(sql`delete from site.imports where site_id = ${ctx.site.id}::int and id = ${id}::bigint`))
    .catch(() => {})
}
