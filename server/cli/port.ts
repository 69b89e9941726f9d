import { createServer } from 'node:net'
import { AppError, errorsOf } from '#base/errors.ts'

const portError = errorsOf({
  'port.taken': [
    500,
    {
      fr: 'Le port {port} est déjà pris, peut-être par un autre Sugu : arrêtez-le, ou choisissez un autre port, par exemple « PORT={free} ./sugu {command} ».',
      en: 'Port {port} is already taken, perhaps by another Sugu: stop it, or choose another port, for example "PORT={free} ./sugu {command}".',
    },
  ],
  'port.reserved': [
    500,
    {
      fr: 'Le port {port} est réservé à l’administrateur du système : choisissez un port à partir de 1024, par exemple « PORT={free} ./sugu {command} », avec nginx ou Caddy devant.',
      en: 'Port {port} is kept for the system’s administrator: choose a port from 1024 on, for example "PORT={free} ./sugu {command}", with nginx or Caddy before it.',
    },
  ],
  'port.no_address': [
    500,
    {
      fr: 'Cette machine n’a pas l’adresse {host} : écrivez par exemple HOST=127.0.0.1 (cette machine seulement) ou HOST=0.0.0.0 (toutes ses adresses).',
      en: 'This machine does not have the address {host}: write for example HOST=127.0.0.1 (this machine only) or HOST=0.0.0.0 (all its addresses).',
    },
  ],
})

const codes = {
  EADDRINUSE: 'port.taken',
  EACCES: 'port.reserved',
  EADDRNOTAVAIL: 'port.no_address',
  ENOTFOUND: 'port.no_address',
} as const

interface Place {
  readonly host: string
  readonly port: number
}

/** Whether one may listen there, before a database is started for nothing. */
export const refuseTakenPort = async (place: Place, command: string): Promise<void> => {
  const error = await tryPort(place)
  if (error) throw await explainPort(error, place, command)
}

/** The sentence for an error of listening; any other error as it is. */
export const explainPort = async (
  error: unknown,
  { host, port }: Place,
  command: string,
): Promise<unknown> => {
  const found = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof AppError || !(found in codes)) return error
  const free = await freePort({ host, port: Math.max(port, 8000) })
  return portError(codes[found as keyof typeof codes], { host, port, command, free })
}

const tryPort = ({ host, port }: Place): Promise<Error | undefined> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', resolve)
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })

const freePort = async ({ host, port }: Place): Promise<number> => {
  for (let next = port + 1; next < port + 50 && next < 65536; next++) {
    if ((await tryPort({ host, port: next })) === undefined) return next
  }
  return port + 1
}
