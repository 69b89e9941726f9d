import { normalInstant, writeInstant } from '#model/instants.ts'
import { inLanguage, type Language, type Text } from '#model/language.ts'
import type { MessageKind } from './message.ts'
import { inGsm } from './sms/gsm.ts'
import { words } from './words.ts'

/** A message as the outbox keeps it. */
export interface Waiting {
  readonly id: number
  readonly kind: MessageKind
  readonly email: string | null
  readonly phone: string | null
  readonly language: Language
  readonly data: Readonly<Record<string, string>>
  /** Null: it is the house's own. */
  readonly site: string | null
  readonly timeZone: string | null
  /** Microseconds of when it was left. */
  readonly stamp: number
  readonly late: boolean
}

export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The same words, plain and as HTML. */
export function mailOf(message: Waiting): Mail {
  const { subject, lines } = words[message.kind]
  const say = sayer(message)
  const said = lines.map(say)
  const signature = say(sender)
  return {
    subject: `${say(subject)} – ${signature}`,
    text: [...said, `-- \n${signature}`].join('\n\n'),
    html: page(
      message.language,
      [...lines.map((line, i) => paragraph(said[i]!, line.fr === '{code}')), small(signature)].join('\n'),
    ),
  }
}

/** What goes to a phone. */
export function shortText(message: Waiting): string {
  const { short, subject } = words[message.kind]
  return inGsm(sayer(message)(short ?? subject))
}

const sender: Text = { fr: '{site}' }

function sayer({ data, site, timeZone, language }: Waiting): (text: Text) => string {
  const at = data.at && clockOf(data.at, timeZone ?? 'UTC')
  const facts: Readonly<Record<string, string>> = { ...data, ...(at && { at }), site: site ?? 'Sugu' }
  return (text) => inLanguage(text, language).replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
}

/** To the minute, by the clock of the site. */
function clockOf(at: string, timeZone: string): string {
  const instant = normalInstant(`${new Date(at).toISOString().slice(0, 16)}Z`)
  return instant === null ? at : writeInstant(instant, timeZone)
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign]!)

const paragraph = (text: string, large: boolean): string =>
  large
    ? `<p style="font:600 24px/1.4 monospace;letter-spacing:2px">${escaped(text)}</p>`
    : `<p>${escaped(text)}</p>`

const small = (text: string): string => `<p style="color:#666;font-size:14px">${escaped(text)}</p>`

const page = (language: Language, body: string): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="max-width:32em;margin:2em auto;padding:0 1em;font:16px/1.5 system-ui,sans-serif;color:#222">
${body}
</body>
</html>
`
