import { readFileSync } from 'node:fs'

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Server } from '#http/server.ts'

/** The page of the OpenAPI, served from here: no request leaves for another host. */
export function docsRoutes(server: Server): void {
  const folder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))
  server.get('/api/docs/', (_request, reply) => {
    void reply.headers(pageHeaders).type('text/html; charset=utf-8').send(page)
  })
  server.get('/api/docs/start.js', (_request, reply) => {
    void reply.headers(fileHeaders).type('text/javascript; charset=utf-8').send(startScript)
  })
  for (const [name, type] of files) {
    let content: Buffer | undefined
    server.get(`/api/docs/${name}`, (_request, reply) => {
      content ??= readFileSync(join(folder, name))
      void reply.headers(fileHeaders).type(type).send(content)
    })
  }
}

const files = [
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
] as const

const fileHeaders = { 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' }
const pageHeaders = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

const page = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API de Sugu</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<div id="api"><noscript>Cette page demande JavaScript. La description se lit aussi à <a href="/api/schema/">/api/schema/</a>.</noscript></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`

const startScript = `SwaggerUIBundle({
  url: '/api/schema/',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  tryItOutEnabled: true,
  persistAuthorization: false,
})
`
