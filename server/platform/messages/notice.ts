import type { Config } from '#base/config.ts'
import { inLanguage, type Text } from '#model/language.ts'

const noMail: Text = {
  fr: 'EMAIL_HOST n’est pas réglée : les courriels, comme les codes par téléphone, sont écrits dans data/outbox.',
  en: 'EMAIL_HOST is not set: mail, like the codes for phones, is written to data/outbox.',
}

const noPhones: Text = {
  fr: 'Aucun service de SMS n’est réglé : les codes par téléphone sont écrits dans data/outbox.',
  en: 'No SMS service is set: the codes for phones are written to data/outbox.',
}

/** What the operator should know of where messages go. */
export const outboxNotice = ({ mail, language }: Pick<Config, 'mail' | 'language'>): string =>
  inLanguage(mail ? noPhones : noMail, language)
