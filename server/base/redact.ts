/** What no log may hold: passwords, tokens, whole phone numbers. */
const secretName =
  /pass(word|phrase)?$|mot_?de_?passe|secret|token|authorization|cookie|api_?key|encryption_?key|dsn$|webhook_url/i

const phoneName = /phone|whatsapp|msisdn/i

const rules: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/\bsugu_(api|vu)_[\w-]{8,}/g, 'sugu_$1_[masqué]'],
  [/\b(token|bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [masqué]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi, '$1:[masqué]@'],
  [/([?&](?:[\w-]*(?:token|secret|password|signature|key|code))=)[^&\s"']+/gi, '$1[masqué]'],
  [/(\+\d{3})[\d .()-]{4,14}(\d{2})(?!\d)/g, '$1…$2'],
  [/\b(0\d)(?:[ .]?\d{2}){4}(?!\d)/g, '$1…'],
]

export const redactText = (text: string): string =>
  rules.reduce((said, [pattern, replacement]) => said.replace(pattern, replacement), text)

const deepest = 6

/** The same value, fit for a log and for JSON: secrets masked, errors unfolded, no cycles. */
export const redact = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return String(value)
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Date) return value
  if (depth >= deepest) return '…'
  if (value instanceof Error) return redactError(value, depth)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1))
  return redactMembers(Object.entries(value), depth)
}

const redactMembers = (members: readonly (readonly [string, unknown])[], depth: number) =>
  Object.fromEntries(members.map(([name, member]) => [name, redactMember(name, member, depth)]))

const redactMember = (name: string, member: unknown, depth: number): unknown => {
  if (member == null) return member
  if (secretName.test(name)) return '[masqué]'
  if (phoneName.test(name) && typeof member !== 'object') return `…${String(member).slice(-2)}`
  return redact(member, depth + 1)
}

/** What libraries hang on their errors besides: whole connections. */
const isPlain = (member: unknown): boolean => typeof member !== 'object' || member instanceof Error

const redactError = (error: Error, depth: number) =>
  redactMembers(
    [
      ['name', error.name],
      ['message', error.message],
      ...Object.entries(error).filter(([, member]) => isPlain(member)),
      ['stack', error.stack],
      ...(error.cause === undefined ? [] : [['cause', error.cause] as const]),
    ],
    depth,
  )
