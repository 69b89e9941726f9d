import type { FastifyInstance } from 'fastify'

/** Knows which methods an address answers to, from the routes that are made after it. */
export function methodsOf(server: FastifyInstance): (path: string) => readonly string[] {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  server.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const one of [method].flat()) route.methods.add(one)
    routes.set(url, route)
  })
  return (path) => {
    const fitting = [...routes.values()].filter(({ pattern }) => pattern.test(path))
    return [...new Set(fitting.flatMap(({ methods }) => [...methods]))].sort()
  }
}

/** `/api/:table/:id/` and, since a last slash is not asked for, `/api/:table/:id`. */
function patternOf(url: string): RegExp {
  const parts = url.replace(/\/$/, '').split('/')
  return new RegExp(
    `^${parts.map((part) => (part.startsWith(':') ? '[^/]+' : RegExp.escape(part))).join('/')}/?$`,
  )
}
