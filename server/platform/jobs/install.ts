import { PgBoss } from 'pg-boss'
import type { OpenDatabase } from '#db/open.ts'
import { sql, statement } from '#db/sql.ts'

export const jobsSchema = 'pgboss'

/**
 * Makes, or brings up to date, the tables that pg-boss keeps its jobs in, as their owner; the application role
 * may fill them, and change nothing of their structure. At each migration; processes wait for each other.
 */
export async function installJobs(
  db: Pick<OpenDatabase, 'owner' | 'ownerConnection' | 'roles'>,
): Promise<void> {
  await db.owner.session(async (session) => {
    await session.run(statement(sql`select pg_advisory_lock(hashtext('sugu.jobs'))`))
    await installAsOwner(db)
    await session.script(grants(db.roles.app))
    await session.run(statement(sql`select pg_advisory_unlock(hashtext('sugu.jobs'))`))
  })
}

async function installAsOwner({ ownerConnection }: Pick<OpenDatabase, 'ownerConnection'>): Promise<void> {
  const boss = new PgBoss({
    ...ownerConnection,
    schema: jobsSchema,
    max: 2,
    supervise: false,
    schedule: false,
  })
  const failures: unknown[] = []
  boss.on('error', (error) => failures.push(error))
  try {
    await boss.start()
  } finally {
    await boss.stop({ graceful: false })
  }
  if (failures.length > 0) throw failures[0]
}

const grants = (app: string): string => `
  grant usage on schema ${jobsSchema} to "${app}";
  grant select, insert, update, delete on all tables in schema ${jobsSchema} to "${app}";
  grant execute on all functions in schema ${jobsSchema} to "${app}"`
