import type { SettingName, SettingValues } from './settings/index.ts'
import { settingError } from './settings/problems.ts'

/** Who sends SMS, and as whom. `address` is where the service answers. */
export type SmsSetting = OrangeSms | AfricasTalking

interface Sender {
  readonly address: string
  /** As the service has registered it. */
  readonly name: string | undefined
}
export interface OrangeSms extends Sender {
  readonly provider: 'orange'
  readonly id: string
  readonly secret: string
  /** The country's own number, such as `+2250000`. */
  readonly number: string
}
export interface AfricasTalking extends Sender {
  readonly provider: 'africastalking'
  readonly username: string
  readonly key: string
}

/** Undefined: what should leave by SMS is kept in the data folder. */
export function smsSetting(values: SettingValues): SmsSetting | undefined {
  if (values.SMS_PROVIDER === undefined) return undefined
  const name = senderName(values.SMS_SENDER_NAME)
  return values.SMS_PROVIDER === 'orange' ? orange(values, name) : africasTalking(values, name)
}

const orange = (values: SettingValues, name: string | undefined): OrangeSms => ({
  provider: 'orange',
  address: 'https://api.orange.com',
  name,
  id: needed(values, 'ORANGE_SMS_CLIENT_ID'),
  secret: needed(values, 'ORANGE_SMS_CLIENT_SECRET'),
  number: senderNumber(needed(values, 'ORANGE_SMS_SENDER')),
})

function africasTalking(values: SettingValues, name: string | undefined): AfricasTalking {
  const username = needed(values, 'AFRICASTALKING_USERNAME')
  const host = username === 'sandbox' ? 'api.sandbox.africastalking.com' : 'api.africastalking.com'
  const key = needed(values, 'AFRICASTALKING_API_KEY')
  return { provider: 'africastalking', address: `https://${host}`, name, username, key }
}

function needed(values: SettingValues, name: SettingName): string {
  const value = values[name] as string | undefined
  if (value === undefined) throw settingError('setting.half', { name: 'SMS_PROVIDER', other: name })
  return value
}

function senderName(name: string | undefined): string | undefined {
  if (name === undefined || /^[A-Za-z0-9]{1,11}$/.test(name)) return name
  throw settingError('setting.sender_name', { value: name.slice(0, 40) })
}

function senderNumber(number: string): string {
  if (/^\+\d{5,15}$/.test(number)) return number
  throw settingError('setting.sender_number', { value: number.slice(0, 40) })
}
