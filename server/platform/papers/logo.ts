import { Readable } from 'node:stream'
import { errorsOf } from '#base/errors.ts'
import { sql, statement } from '#db/sql.ts'
import type { Context } from '#engine/context.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { form, type Input } from '#model/form.ts'
import { problemsOf } from '#model/problem.ts'
import { isDrawable } from './draw.ts'
import { mostPictureBytes, pictureType } from './picture.ts'

const unfit = {
  fr: 'Ce fichier ne peut pas servir de logo : envoyez un PNG ou un JPEG de 300 ko et 2 000 points de côté au plus.',
  en: 'This file cannot serve as a logo: send a PNG or a JPEG of at most 300 kB and 2,000 pixels a side.',
}
const problem = problemsOf({ 'logo.unfit': unfit })
const logoError = errorsOf({ 'logo.unfit': [400, unfit] })

/** The logo of the context's site; null: it has none. */
export async function readLogo({ tx }: Pick<Context, 'tx'>): Promise<Buffer | null> {
  const { answers } = await tx.run(statement(sql`select image from site.site_logos`))
  const image = answers[0]!.rows[0]?.[0]
  return image ? Buffer.from(image, 'base64') : null
}

export const logoRoutes = (server: Server, reception: Reception): void =>
  mountCalls(server, reception, { name: { fr: 'Logo du site', en: 'Logo of the site' } }, [
    show,
    keep,
    remove,
  ])

const show: Call = call({
  at: 'GET /api/sites/logo/',
  summary: { fr: 'Lire le logo du site', en: 'Read the site’s logo' },
  to: 'anyone',
  answers: { 200: { media: ['image/png', 'image/jpeg'] } },
  problems: httpError.named('http.not_found'),
  reply: async ({ ctx }) => {
    const logo = await readLogo(ctx)
    if (!logo) throw httpError('http.not_found')
    const headers = { 'content-type': pictureType(logo)!, 'cache-control': 'no-cache' }
    return { stream: Readable.from([logo]), headers }
  },
})

/** A file in JSON, in base64; a browser's `data:` address will do. */
const image: Input<Buffer> & { readonly required: true } = {
  label: { fr: 'Image', en: 'Image' },
  required: true,
  schema: { type: 'string', contentEncoding: 'base64', maxLength: 2 * mostPictureBytes },
  parse(input) {
    const text = typeof input === 'string' ? input.replace(/^data:[\w/+.-]*;base64,/, '') : ''
    const bytes = Buffer.from(text, 'base64')
    return pictureType(bytes) ? { value: bytes } : { problem: problem('logo.unfit') }
  },
}

const keep: Call = call({
  at: 'PUT /api/sites/logo/',
  summary: { fr: 'Donner un logo au site', en: 'Give the site a logo' },
  to: 'site_admin',
  body: form({ image }),
  answers: { 204: null },
  problems: logoError.named('logo.unfit'),
  run: async ({ ctx, body }) => {
    if (!(await isDrawable(body.image))) throw logoError('logo.unfit')
    await ctx.tx.run(
      statement(sql`insert into site.site_logos as l (site_id, image)
        values (${ctx.site.id}, ${body.image.toString('base64')})
        on conflict (site_id) do update set image = excluded.image`),
    )
  },
})

const remove: Call = call({
  at: 'DELETE /api/sites/logo/',
  summary: { fr: 'Retirer le logo du site', en: 'Take the site’s logo away' },
  to: 'site_admin',
  answers: { 204: null },
  run: async ({ ctx }) => {
    await ctx.tx.run(statement(sql`delete from site.site_logos`))
  },
})
