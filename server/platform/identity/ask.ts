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
  | 'begin_sign_in'
  | 'fail_sign_in'
  | 'finish_sign_in'
  | 'my_profile'
  | 'my_password'
  | 'end_session'
  | 'change_password'
  | 'clean_sign_ins'
  | 'add_member'
  | 'add_person'
