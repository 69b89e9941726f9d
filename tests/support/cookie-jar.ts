import type { Got } from './caller.ts'

/** A browser’s way through addresses: it keeps cookies by host, and can be stopped anywhere. */
export interface Visitor {
  /** One request; what is answered is not followed. */
  open(address: string, init?: RequestInit): Promise<Got>
  /** Follows until an answer sends nowhere, or to an address that `stop` names. */
  follow(address: string, stop?: (address: URL) => boolean): Promise<{ at: URL; got: Got | null }>
  cookie(name: string): string | undefined
}

const mostSteps = 20

export function visitor(): Visitor {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (address: string | URL): Map<string, string> => {
    const { host } = new URL(address)
    const jar = jars.get(host) ?? new Map<string, string>()
    jars.set(host, jar)
    return jar
  }
  const open = async (address: string, init: RequestInit = {}): Promise<Got> => {
    const jar = jarOf(address)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) }
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    const body = text && isJson ? JSON.parse(text) : text
    return { status: response.status, body, headers: response.headers }
  }
  return {
    open,
    cookie: (name) => [...jars.values()].map((jar) => jar.get(name)).find((value) => value !== undefined),
    async follow(address, stop = () => false) {
      let at = new URL(address)
      for (let step = 0; step < mostSteps; step++) {
        if (stop(at)) return { at, got: null }
        const got = await open(at.href)
        const next = got.headers.get('location')
        if (next === null) return { at, got }
        at = new URL(next, at)
      }
      throw new Error(`${mostSteps} steps from ${address}, and no end`)
    },
  }
}
