import type { SmsSetting } from '#base/sms-setting.ts'
import { africasTalking } from './africas-talking.ts'
import { orange } from './orange.ts'

export interface Sms {
  /** Throws where trying again may help; `refused`: no message will ever reach that number. */
  deliver(text: string, phone: string): Promise<'sms' | 'refused'>
}

export const openSms = (setting: SmsSetting): Sms =>
  setting.provider === 'orange' ? orange(setting) : africasTalking(setting)
