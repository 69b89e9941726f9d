/** What must be in no log: passwords, tokens, codes, whole phone numbers. Gathered from what callers send and get. */
const secrets = new Map<string, string>()

/** Names under which a secret travels. A `code` is one where it is a number: problems have codes too. */
const secretNames =
  /^(?:.*password(?:_confirm)?|token|ticket|secret|pin|recovery_codes|codes|code|challenge|device)$/
const phoneNames = /^(?:.*telephone|.*phone|login)$/

export function noticeSecrets(value: unknown, name = ''): void {
  if (Array.isArray(value)) for (const one of value) noticeSecrets(one, name)
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) noticeSecrets(member, key)
  else if (typeof value === 'string') noticeText(value, name)
}

export function noticeHeaders(headers: Readonly<Record<string, string>>): void {
  const token = /^(?:token|bearer) +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (token) remember(token, 'token')
  if (headers['x-device']) remember(headers['x-device'], 'device')
}

function noticeText(value: string, name: string): void {
  const digits = value.replaceAll(/[ .()-]/g, '')
  if (phoneNames.test(name) && /^\+?\d{8,15}$/.test(digits)) remember(digits.slice(-8), 'phone')
  if (!secretNames.test(name)) return
  if (name === 'code' && !/^(\d{6,}|\w{4,5}(-\w{4,5})+)$/.test(value)) return
  if (name === 'device' && !/^[\w-]{20,}$/.test(value)) return
  if (value.length >= 6) remember(value, name)
}

const remember = (value: string, what: string): void => void secrets.set(value, what)

/** What looks like one, whoever sent it: a token of ours, a whole phone number. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['something like a token', /(?<![\w-])[A-Za-z0-9_-]{43}(?![\w-])/g],
  ['something like a phone number', /\+(?:225|229|223|221|226|228|227|224|33)[ .]?\d(?:[ .-]?\d){7,}/g],
]

/** What of it all stands in a text, with the line that it stands in. */
export function secretsIn(text: string): string[] {
  const found: string[] = []
  const lineAt = (at: number) =>
    text
      .slice(text.lastIndexOf('\n', at) + 1)
      .split('\n', 1)[0]!
      .slice(0, 300)
  for (const [value, what] of secrets) {
    for (const written of new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])) {
      const at = wholeWord(text, written)
      if (at >= 0) found.push(`${what} ${value}: ${lineAt(at)}`)
    }
  }
  for (const [what, shape] of shapes)
    for (const { index } of text.matchAll(shape)) found.push(`${what}: ${lineAt(index)}`)
  return found
}

/** Short codes are digits: part of a longer number they are none. */
function wholeWord(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`
    if (!/^\d+$/.test(word) || word.length > 7 || !/[\da-f.]/.test(around)) return at
  }
  return -1
}

/** For a test that shows that a search would find: how many are known by now. */
export const secretsKnown = (): number => secrets.size
