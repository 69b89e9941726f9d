import type { Language } from '#model/language.ts'

/** What each kind says of its case. `at` is an instant; it is written by the clock of the site. */
export interface MessageData {
  verify_email: { code: string }
  verify_phone: { code: string }
  reset_email: { code: string; login: string }
  reset_phone: { code: string }
  new_device: { device: string; address: string; at: string }
  password_changed: { at: string; address: string }
  factors_changed: { at: string; change: string }
  contact_changed: { at: string; address: string }
  /** `phone`: what else they were reached by; nothing that was kept for it stays either. */
  erased: { at: string; phone: string }
  /** To whoever asks for it, to see that messages leave. */
  trial: { at: string }
}

export type MessageKind = keyof MessageData

export interface Message {
  readonly to: { readonly email: string } | { readonly phone: string }
  readonly kind: MessageKind
  readonly language: Language
  readonly data: Readonly<Record<string, string>>
}
