import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Built, type BuiltFile, builtIn } from './built.ts'
import { servingPages } from './description.ts'
import { httpError } from './errors.ts'
import type { Server } from './server.ts'

/** The screens, as `./sugu` built them into that folder. The root of an address leads to them. */
export function screenRoutes(server: Server, folder: string): void {
  const built = builtIn(folder)
  const page = (name: string) => (request: FastifyRequest, reply: FastifyReply) => {
    const found = built()
    const file = found?.find(name)
    if (!found || !file) return notBuilt(reply)
    return sendPage(request, reply, found, file)
  }
  const admin = page('index.html')
  server.get('/', servingPages, (_request, reply) =>
    reply.header('cache-control', 'no-store').redirect('/admin/'),
  )
  server.get('/admin/', servingPages, admin)
  server.get<{ Params: { '*': string } }>('/admin/*', servingPages, (request, reply) => {
    const path = request.params['*']
    if (path === 'build') return sendBuild(reply, built())
    const file = path.endsWith('.html') ? undefined : built()?.find(path)
    if (file) return sendFile(request, reply, file)
    if (/^assets\/|\.\w+$/.test(path)) throw httpError('http.not_found')
    return admin(request, reply)
  })
  server.get('/formulaire/*', servingPages, page('form.html'))
}

/** Which build an open page should have. */
const sendBuild = (reply: FastifyReply, built: Built | null): FastifyReply =>
  reply
    .headers({ 'cache-control': 'no-store', 'content-type': 'text/plain; charset=utf-8' })
    .send(built?.build ?? '')

/** Asked anew each time, and answered in one word where nothing changed. */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { build }: Built,
  file: BuiltFile,
): FastifyReply {
  const etag = `"${build}-${file.path}"`
  void reply.headers({
    etag,
    'x-build': build,
    'cache-control': 'no-cache',
    'content-type': file.type,
    'content-security-policy': policyOf(file),
  })
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  return sendPacked(request, reply, file)
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const isHashed = file.path.startsWith('assets/')
  void reply.headers({
    'content-type': file.type,
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (file.path === 'worker.js') void reply.header('content-security-policy', policyOfWorker)
  return sendPacked(request, reply, file)
}

/** A worker may do what its own answer says, whatever the page may: this one fetches the page and its files. */
const policyOfWorker = "default-src 'none'; connect-src 'self'; script-src 'self'; base-uri 'none'"

function sendPacked(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const taken = String(request.headers['accept-encoding'] ?? '')
  const form =
    file.forms.has('br') && /\bbr\b/.test(taken)
      ? 'br'
      : file.forms.has('gz') && /\bgzip\b/.test(taken)
        ? 'gz'
        : 'plain'
  if (file.forms.size > 0) void reply.header('vary', 'accept-encoding')
  if (form !== 'plain') void reply.header('content-encoding', form === 'br' ? 'br' : 'gzip')
  return reply.send(file.read(form))
}

const policies = new WeakMap<BuiltFile, string>()

/** Nothing from elsewhere, nothing written into the page but what the build wrote there, which is told by its digest. */
function policyOf(file: BuiltFile): string {
  const known = policies.get(file) ?? policyFor(file.read('plain').toString())
  policies.set(file, known)
  return known
}

const policyFor = (page: string): string => {
  const inline = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, code]) => `'sha256-${digest(code!)}'`,
  )
  return [
    "default-src 'none'",
    ['script-src', "'self'", ...inline].join(' '),
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

const digest = (code: string): string => createHash('sha256').update(code).digest('base64')

/** A clone that nobody built: said to whoever can do something about it. */
const notBuilt = (reply: FastifyReply): FastifyReply =>
  reply
    .code(503)
    .headers({ 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8', 'retry-after': '10' })
    .send(notBuiltPage)

const notBuiltPage = `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sugu</title>
<h1>Les écrans ne sont pas encore construits</h1>
<p>Sur le serveur, tapez <code>./sugu build</code>, puis rechargez cette page.</p>
<p lang="en">The screens are not built yet. On the server, type <code>./sugu build</code>, then reload this page.</p>
</html>
`
