import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CallDescription, telling } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { call, mountCalls } from './call.ts'
import { docsPage } from './docs/page.ts'
import type { Reception } from './door.ts'
import { beginning } from './meta.ts'

/** The page of the OpenAPI, served from here: no request leaves for another host. */
export function docsRoutes(server: Server, reception: Reception): void {
  mountCalls(server, reception, beginning, [page])
  const contents = new Map<string, Buffer>()
  server.get<{ Params: { file: string } }>('/api/docs/:file', telling(fileOfPage), (request, reply) => {
    const { file } = request.params
    const known = Object.hasOwn(files, file) ? files[file as keyof typeof files] : undefined
    if (!known) throw httpError('http.not_found')
    const content = contents.get(file) ?? readFileSync(known.path)
    contents.set(file, content)
    void reply.headers(fileHeaders).type(`${known.type}; charset=utf-8`).send(content)
  })
}

const page = call({
  at: 'GET /api/docs/',
  summary: { fr: 'Cette description, à lire et à essayer', en: 'This description, to read and to try' },
  to: 'anyone',
  answers: { 200: { media: ['text/html'] } },
  reply: ({ ctx, request }) => ({
    page: docsPage(ctx, `${request.protocol}://${request.host}`),
    headers: pageHeaders,
  }),
})

const fileOfPage: CallDescription = {
  group: beginning,
  summary: { fr: 'Un fichier de cette page', en: 'A file of that page' },
  to: 'anyone',
  answers: { 200: { media: ['text/css', 'text/javascript'] } },
  problems: httpError.named('http.not_found'),
}

const theirs = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
const ours = join(import.meta.dirname, 'docs')
const files = {
  'swagger-ui.css': { path: join(theirs, 'swagger-ui.css'), type: 'text/css' },
  'swagger-ui-bundle.js': { path: join(theirs, 'swagger-ui-bundle.js'), type: 'text/javascript' },
  'page.css': { path: join(ours, 'page.css'), type: 'text/css' },
  'page.js': { path: join(ours, 'page.js'), type: 'text/javascript' },
} as const

const fileHeaders = { 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' }
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  vary: 'accept-language, x-site',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
