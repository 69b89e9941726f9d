/** As host names are compared: lower case, without port, brackets or the last dot. */
export function plainHost(host: string): string {
  const [, name = host] = /^(\[.*\]|[^:]*)(?::\d+)?$/.exec(host.trim()) ?? []
  return name
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}

/** `ALLOWED_HOSTS` as Django reads it: a name, `.example.com` with all below it, or `*`. */
export const isAllowed = (host: string, allowed: readonly string[]): boolean =>
  allowed.some((pattern) => {
    if (pattern === '*' || pattern === host) return true
    return pattern.startsWith('.') && (host.endsWith(pattern) || host === pattern.slice(1))
  })

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(\\.${label})*$`)

/** A name that a site may answer to. International names in their `xn--` form. */
export const isHostName = (host: string): boolean => host.length <= 253 && hostName.test(host)
