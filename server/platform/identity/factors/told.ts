import type { Executor } from '#db/executor.ts'
import type { Text } from '#model/language.ts'
import { inLanguage } from '#model/language.ts'
import { audit } from '../../audit/audit.ts'
import { send } from '../../messages/send.ts'
import type { Asking } from './factors.ts'

export type FactorChange = keyof typeof changes

const changes = {
  totp_added: { fr: 'une application de codes a été ajoutée', en: 'an application of codes was added' },
  totp_removed: { fr: 'l’application de codes a été retirée', en: 'the application of codes was removed' },
  passkey_added: { fr: 'une clé d’accès a été ajoutée', en: 'a passkey was added' },
  passkey_removed: { fr: 'une clé d’accès a été retirée', en: 'a passkey was removed' },
  codes_renewed: {
    fr: 'de nouveaux codes de secours ont été tirés',
    en: 'new recovery codes were made',
  },
  code_used: { fr: 'un code de secours a servi', en: 'a recovery code was used' },
  google_linked: { fr: 'un compte Google a été lié', en: 'a Google account was linked' },
  google_unlinked: { fr: 'le compte Google a été délié', en: 'the Google account was unlinked' },
  facebook_linked: { fr: 'un compte Facebook a été lié', en: 'a Facebook account was linked' },
  facebook_unlinked: { fr: 'le compte Facebook a été délié', en: 'the Facebook account was unlinked' },
} as const satisfies Record<string, Text>

/** The audit knows, and so does the person: whoever else did it cannot do it in silence. */
export async function tellChange(
  tx: Executor,
  { ctx, from }: Pick<Asking, 'ctx' | 'from'>,
  person: { readonly user: number; readonly email: string | null },
  change: FactorChange,
): Promise<void> {
  const who = `user:${person.user}`
  await audit(tx, {
    kind: 'factors.changed',
    actor: who,
    about: who,
    address: from.address,
    details: { change },
  })
  if (person.email === null) return
  await send(tx, {
    to: { email: person.email },
    kind: 'factors_changed',
    language: ctx.language,
    data: { at: ctx.now.toISOString(), change: inLanguage(changes[change], ctx.language) },
  })
}
