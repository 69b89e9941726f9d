import type { FastifyRequest } from 'fastify'
import { demandOwnPage } from './csrf.ts'
import { httpError } from './errors.ts'
import { cookieIn } from './session-cookie.ts'

/**
 * What the request holds to be known by: `Authorization: Token …` or `Bearer …`; else the browser's cookie. A browser
 * sends that by itself, whoever asks it to: with a write, the page must show that it is ours.
 */
export function tokenOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization
  if (header === undefined) return ofCookie(request)
  const match = /^(?:token|bearer) +(\S{1,200})$/i.exec(header)
  if (!match) throw httpError('auth.bad_header')
  return match[1]!
}

function ofCookie(request: FastifyRequest): string | null {
  const token = cookieIn(request.headers.cookie, request.server.around.cookie)
  if (token !== null && !isRead(request)) demandOwnPage(request, token)
  return token
}

const isRead = ({ method }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD'
