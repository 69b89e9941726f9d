import type { FastifyRequest } from 'fastify'
import { accessError } from '#engine/access/errors.ts'
import type { Site } from '#engine/context.ts'
import { answering, type Reception } from '#engine/rest/door.ts'
import { bodyOf } from '#engine/rest/tables.ts'
import type { Server } from '#http/server.ts'
import { changePassword } from './change-password.ts'
import type { Desk, Origin } from './desk.ts'
import { me, signIn, signOut } from './sign-in.ts'

/** Signing in and out, and one's own account. What is answered here is nobody else's: it is stored nowhere. */
export function identityRoutes(server: Server, reception: Reception, desk: Desk): void {
  const on = (work: (request: FastifyRequest, site: Site) => Promise<unknown>) =>
    answering(reception, async (ctx, request) => {
      const answer = await work(request, ctx.site)
      return answer === undefined ? { status: 204 } : { json: JSON.stringify(answer), headers: noStore }
    })

  server.post(
    '/api/users/login/',
    on((request, site) => signIn(desk, site, bodyOf(request), originOf(request))),
  )
  server.post(
    '/api/users/logout/',
    on((request) => signOut(desk, heldToken(request)) as Promise<undefined>),
  )
  server.post(
    '/api/users/logout/all/',
    on((request) => signOut(desk, heldToken(request), true) as Promise<undefined>),
  )
  server.get(
    '/api/users/me/',
    on((request) => me(desk, heldToken(request))),
  )
  server.post(
    '/api/users/password/change/',
    on((request) => {
      const { ticket, ...change } = bodyOf(request)
      const token = typeof ticket === 'string' ? ticket : heldToken(request)
      return changePassword(desk, token, change, originOf(request))
    }),
  )
}

const noStore = { 'cache-control': 'no-store' }

const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
})

function heldToken(request: FastifyRequest): string {
  const token = request.headers.authorization?.split(/ +/)[1]
  if (token === undefined) throw accessError('auth.required')
  return token
}
