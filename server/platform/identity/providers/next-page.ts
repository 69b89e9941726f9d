import { providerError } from './errors.ts'

/**
 * Where the browser goes afterwards: a page of ours, or of an origin that the operator named. Anything else would let
 * a stranger's link pass through our name. The parser decides, since browsers take `/\` and tabs for more than they seem.
 */
export function nextPage(next: string, own: string, trusted: ReadonlySet<string>): string {
  if (!URL.canParse(next, own) || next.length > 2000) throw providerError('provider.bad_next')
  const page = new URL(next, own)
  const isOurs = page.origin === own && next.startsWith('/')
  const isNamed = trusted.has(page.origin) && next.startsWith(`${page.origin}/`)
  if (!(isOurs || isNamed) || page.username || page.password) throw providerError('provider.bad_next')
  return isOurs ? page.href.slice(own.length) : page.href
}

/** The same with something said to the page. */
export function saying(page: string, name: string, value: string): string {
  const [before = '', fragment] = page.split('#', 2)
  const more = `${before.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`
  return `${before}${more}${fragment === undefined ? '' : `#${fragment}`}`
}
