import type { Config } from '#base/config.ts'
import { inLanguage, type Text } from '#model/language.ts'

const noMail: Text = {
  fr: 'EMAIL_HOST n’est pas réglée : les courriels sont écrits dans data/outbox.',
  en: 'EMAIL_HOST is not set: mail is written to data/outbox.',
}

const noPhones: Text = {
  fr: 'SMS_PROVIDER n’est pas réglée : les codes par téléphone sont écrits dans data/outbox.',
  en: 'SMS_PROVIDER is not set: the codes for phones are written to data/outbox.',
}

/** What the operator should know of where messages go. */
export const outboxNotices = ({
  mail,
  sms,
  language,
}: Pick<Config, 'mail' | 'sms' | 'language'>): readonly string[] =>
  [...(mail ? [] : [noMail]), ...(sms ? [] : [noPhones])].map((text) => inLanguage(text, language))
