import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { errorsOf } from '#base/errors.ts'
import { problemsOf } from '#model/problem.ts'

export const addressProblem = problemsOf({
  'webhook.not_https': {
    fr: 'L’adresse commence par https:// ; http:// est réservé aux hôtes nommés dans SUGU_ALLOW_PRIVATE_HOSTS.',
    en: 'The address begins with https://; http:// is for hosts named in SUGU_ALLOW_PRIVATE_HOSTS alone.',
  },
  'webhook.not_url': {
    fr: 'Donnez une adresse web complète, sans nom ni mot de passe, comme « https://exemple.com/sugu ».',
    en: 'Give a whole web address, without name or password, such as "https://example.com/sugu".',
  },
  'webhook.port': {
    fr: 'Ce port n’est pas celui d’un serveur web. Prenez 443, ou un port à partir de 1024.',
    en: 'This port is not a web server’s. Take 443, or one from 1024 up.',
  },
  'webhook.private': {
    fr: '« {host} » désigne une adresse privée ou réservée. Pour la permettre, nommez l’hôte dans SUGU_ALLOW_PRIVATE_HOSTS.',
    en: '"{host}" is a private or reserved address. To allow it, name the host in SUGU_ALLOW_PRIVATE_HOSTS.',
  },
})

/** Where a delivery cannot go at all; said in the delivery. */
export const deliveryError = errorsOf({
  'webhook.address': [
    400,
    { fr: 'Cette adresse n’est pas permise : {why}', en: 'This address is not allowed: {why}' },
  ],
})

/** Of IPv4, what is nobody's on the internet, or somebody's on this side of it. */
const reserved = new BlockList()
for (const range of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]) {
  const [net, bits] = range.split('/') as [string, string]
  reserved.addSubnet(net, Number(bits))
}

/** Of IPv6 the internet is 2000::/3; what lies in it and leads elsewhere, Teredo, 6to4 and documentation among it, is not. */
const internet = new BlockList()
internet.addSubnet('2000::', 3, 'ipv6')
const elsewhere = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  elsewhere.addSubnet(net, bits, 'ipv6')

/** An IPv4 address in IPv6's clothes (`::ffff:10.0.0.1`) is no address of the internet either. */
export const isPublic = (address: string): boolean =>
  isIPv4(address)
    ? !reserved.check(address)
    : internet.check(address, 'ipv6') && !elsewhere.check(address, 'ipv6')

/** Hosts that the operator allows, whatever they are. */
export type AllowedHosts = readonly string[]

/** The host as the URL standard writes it: `0x7f.1` and `2130706433` are 127.0.0.1 by then. */
export const hostOf = ({ hostname }: URL): string =>
  hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

/** What is wrong with an address by its form alone; null: nothing. */
export function problemOf(address: string, allowed: AllowedHosts) {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url?.hostname || !/^https?:$/.test(url.protocol) || url.username || url.password)
    return addressProblem('webhook.not_url')
  const host = hostOf(url)
  if (allowed.includes(host)) return null
  if (url.protocol === 'http:') return addressProblem('webhook.not_https')
  if (url.port !== '' && url.port !== '443' && Number(url.port) < 1024) return addressProblem('webhook.port')
  const isLocal = host === 'localhost' || host.endsWith('.localhost') || !host.includes('.')
  if (isIP(host) ? !isPublic(host) : isLocal) return addressProblem('webhook.private', { host })
  return null
}

/** The one address that the delivery goes to: resolved now, and held to, so that nobody can point elsewhere meanwhile. */
export async function resolve(url: URL, allowed: AllowedHosts): Promise<{ address: string; family: 4 | 6 }> {
  const host = hostOf(url)
  const found = await lookup(host, { all: true, verbatim: true })
  const mayBe = ({ address }: { address: string }) =>
    allowed.includes(host) || allowed.includes(address) || isPublic(address)
  const refused = found.find((one) => !mayBe(one))
  // One public address beside a private one is how the check is got round at the second look.
  if (refused || found.length === 0) throw deliveryError('webhook.address', { why: refused?.address ?? host })
  const { address, family } = found[0]!
  return { address, family: family as 4 | 6 }
}
