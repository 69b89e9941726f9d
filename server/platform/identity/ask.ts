import type { Executor } from '#db/executor.ts'
import { join, raw, type Sql, sql, statement } from '#db/sql.ts'
import type { Json } from '#model/json.ts'

/**
 * The call of one of the narrow functions over the secrets. The comment keeps it from being taken for a read,
 * which `db/` repeats when a connection breaks: most of them write.
 */
export const callSql = (name: NarrowFunction, ...values: unknown[]): Sql =>
  sql`/* writes */ select site.${raw(name)}(${join(values.map((value) => sql`${value}`))})`

/** Its answer, which is JSON or nothing. */
export async function ask<T extends Json | object>(
  tx: Executor,
  name: NarrowFunction,
  ...values: unknown[]
): Promise<T | null> {
  const { answers } = await tx.run(statement(callSql(name, ...values)))
  const json = answers[0]!.rows[0]![0]
  return json ? (JSON.parse(json) as T) : null
}

type NarrowFunction =
  | 'be_present'
  | 'members_named'
  | 'people_named'
  | 'administrators'
  | 'keep_webhook_secret'
  | 'webhook_secret'
  | 'add_api_token'
  | 'api_tokens'
  | 'end_api_token'
  | 'clean_api_tokens'
  | 'begin_see_as'
  | 'end_see_as'
  | 'clean_see_as'
  | 'begin_sign_in'
  | 'fail_sign_in'
  | 'finish_sign_in'
  | 'my_profile'
  | 'my_password'
  | 'end_session'
  | 'enter'
  | 'my_sessions'
  | 'end_my_session'
  | 'device_people'
  | 'set_pin'
  | 'begin_pin'
  | 'fail_pin'
  | 'finish_pin'
  | 'password_facts'
  | 'begin_confirm'
  | 'finish_confirm'
  | 'change_password'
  | 'require_new_password'
  | 'shut_out'
  | 'unlock'
  | 'clean_sign_ins'
  | 'add_member'
  | 'add_person'
  | 'factor_owner'
  | 'my_factors'
  | 'begin_code_try'
  | 'offer_totp'
  | 'offered_totp'
  | 'confirm_totp'
  | 'new_recovery_codes'
  | 'take_totp'
  | 'take_recovery_code'
  | 'end_ticket'
  | 'remove_totp'
  | 'ask_challenge'
  | 'take_challenge'
  | 'enrolled_passkeys'
  | 'ticket_passkeys'
  | 'add_passkey'
  | 'take_passkey'
  | 'remove_passkey'
  | 'register_person'
  | 'write_profile'
  | 'own_profile'
  | 'begin_verification'
  | 'verify_contact'
  | 'find_reset'
  | 'begin_reset'
  | 'try_reset'
  | 'finish_reset'
  | 'public_profile'
  | 'follow'
  | 'clean_codes'
  | 'kept_on'
  | 'erase_person'
  | 'my_providers'
  | 'foreign_account'
  | 'add_foreign_person'
  | 'foreign_ticket'
  | 'link_foreign'
  | 'unlink_foreign'
  | 'here_for'
  | 'prefer'
