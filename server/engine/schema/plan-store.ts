import { sql, statement } from '#db/sql.ts'
import type { Course } from './change-store.ts'
import type { Loss } from './losses.ts'
import type { Runs } from './scan.ts'

/** A plan waiting for its yes: it holds for one version of the table. */
export interface KeptPlan {
  readonly tableId: number
  readonly version: number
  /** The field ids that were free when it was made; its own begin there. */
  readonly freeField: number
  readonly course: Course
  readonly losses: readonly Loss[]
}

/** Answers its id. Plans of last week are swept away meanwhile. */
export async function keepPlan(owner: Runs, plan: KeptPlan, actor: string): Promise<number> {
  const { tableId, version, freeField, course, losses } = plan
  const [answer] = await owner.run(
    statement(sql`insert into store.plans (table_id, version, next_field, plan, made_by)
      values (${tableId}::int, ${version}::int, ${freeField}::int, ${JSON.stringify({ course, losses })}::jsonb, ${actor}) returning id`),
    statement(sql`delete from store.plans where made_at < now() - interval '7 days'`),
  )
  return Number(answer!.rows[0]![0])
}

export async function readPlan(owner: Runs, id: number): Promise<KeptPlan | null> {
  const [answer] = await owner.run(
    statement(
      sql`select table_id, version, next_field, plan::text from store.plans where id = ${id}::bigint`,
    ),
  )
  const row = answer!.rows[0]
  if (!row) return null
  const [tableId, version, freeField, plan] = row
  const { course, losses } = JSON.parse(plan!) as Pick<KeptPlan, 'course' | 'losses'>
  return { tableId: Number(tableId), version: Number(version), freeField: Number(freeField), course, losses }
}
