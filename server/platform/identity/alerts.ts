import type { Executor } from '#db/executor.ts'
import type { Language } from '#model/language.ts'
import type { Message } from '../messages/message.ts'
import { send } from '../messages/send.ts'
import type { Origin, Profile } from './desk.ts'

/** What the owner of an account is told, whoever did it: by e-mail, else by phone. */
type Told = Pick<Message, 'kind' | 'data'>

export const tellOfDevice = (tx: Executor, user: Profile, from: Origin, language: Language): Promise<void> =>
  tell(tx, user, language, {
    kind: 'new_device',
    data: { device: deviceName(from.userAgent), address: from.address, at: new Date().toISOString() },
  })

export const tellOfPassword = (
  tx: Executor,
  user: Profile,
  from: Origin,
  language: Language,
): Promise<void> =>
  tell(tx, user, language, {
    kind: 'password_changed',
    data: { address: from.address, at: new Date().toISOString() },
  })

async function tell(tx: Executor, user: Profile, language: Language, what: Told): Promise<void> {
  const to = wayTo(user)
  if (to) await send(tx, { to, language, ...what })
}

function wayTo({ email, telephone }: Profile): Message['to'] | null {
  if (typeof email === 'string') return { email }
  return typeof telephone === 'string' ? { phone: telephone } : null
}

const systems = [/Android/, /iPhone|iPad/, /Windows/, /Macintosh/, /Linux/]
const browsers = [/Edg\b/, /OPR|Opera/, /Firefox/, /Chrome/, /Safari/]
const said: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera', Macintosh: 'Mac' }

/** « Firefox, Android »: what people recognise of a browser's long name. */
export function deviceName(userAgent: string | null): string {
  const words = [browsers, systems].flatMap((list) => {
    const found = list.map((one) => one.exec(userAgent ?? '')?.[0]).find((word) => word !== undefined)
    return found === undefined ? [] : [said[found] ?? found]
  })
  return words.join(', ') || (userAgent ?? '').slice(0, 40) || '—'
}
