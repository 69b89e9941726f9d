import type { FastifyBodyParser, FastifyInstance } from 'fastify'
import { httpError } from './errors.ts'

/** More than any table or condition holds, and far less than a recursion can bear. */
const deepest = 100

/** JSON as Fastify reads it, unless it is nested so deep that whoever walks it would fall. */
export function readJsonOf(server: FastifyInstance): FastifyBodyParser<string> {
  const read = server.getDefaultJsonParser('error', 'error')
  return (request, body, done) =>
    isTooDeep(body) ? done(httpError('body.too_deep', { max: deepest })) : read(request, body, done)
}

/** Counts the brackets that stand outside of texts. */
export function isTooDeep(json: string): boolean {
  let depth = 0
  for (let i = 0; i < json.length; i++) {
    const sign = json[i]
    if (sign === '"') i = endOfText(json, i)
    else if (sign === ']' || sign === '}') depth--
    else if ((sign === '[' || sign === '{') && ++depth > deepest) return true
  }
  return false
}

function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1)
  while (end > 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1)
  return end < 0 ? json.length : end
}

function isEscaped(json: string, at: number): boolean {
  let before = at
  while (json[before - 1] === '\\') before--
  return (at - before) % 2 === 1
}
