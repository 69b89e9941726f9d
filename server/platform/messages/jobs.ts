import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { Database, Executor } from '#db/executor.ts'
import { type Sql, sql, statement } from '#db/sql.ts'
import type { JobDefinition } from '#engine/job.ts'
import { shortText, type Waiting } from './compose.ts'
import { cleanFolder, forgetInFolder, keepInFolder, outboxFolder } from './folder.ts'
import { openSms, type Sms } from './sms/sms.ts'
import { openPost, type Post } from './smtp.ts'

const keptDays = 30

/** What carries messages away; what it does not, goes into `folder`. */
export interface Ways {
  readonly post: Post | null
  readonly sms: Sms | null
  readonly folder: string
  readonly log: Log
}

export const openWays = ({ data, mail, sms }: Pick<Config, 'data' | 'mail' | 'sms'>, log: Log): Ways => ({
  post: mail ? openPost(mail) : null,
  sms: sms ? openSms(sms) : null,
  folder: outboxFolder(data),
  log,
})

/** Sends what lies in the outbox: by SMTP and by SMS where there is a service, else into `data/outbox/`. */
export function messageJobs(
  db: Database,
  config: Pick<Config, 'data' | 'mail' | 'sms'>,
  log: Log,
): JobDefinition[] {
  const ways = openWays(config, log)
  const house = db.site(0)
  const sendOne = (id: number): Promise<void> => sendMessage(house, ways, id)
  return [
    {
      name: 'messages.send',
      for: 'house',
      poll: 0.5,
      expire: 120,
      run: ({ message }) => sendOne(Number(message)),
    },
    {
      name: 'messages.clean',
      for: 'house',
      schedule: '10 4 * * *',
      run: async () => {
        await cleanFolder(ways.folder, keptDays)
        const forgotten = await asked<number[]>(house, sql`site.waiting_messages(${keptDays}::int)`)
        for (const id of forgotten ?? []) await sendOne(id)
      },
    },
  ]
}

/** At least once: between the sending and its record a stop may fall. */
async function sendMessage(house: Executor, ways: Ways, id: number): Promise<void> {
  const message = await asked<Waiting>(house, sql`site.open_message(${id}::bigint)`)
  if (!message) return
  const how = message.late ? 'late' : await carry(message, ways)
  await asked(house, sql`site.close_message(${id}::bigint, ${how})`)
  ways.log.info('message.left', { id, kind: message.kind, how })
}

export async function carry(message: Waiting, { post, sms, folder, log }: Ways): Promise<string> {
  const { kind, email, phone, data } = message
  if (kind === 'erased')
    await forgetInFolder(folder, [email, phone, data.phone].filter((to) => !!to) as string[])
  if (post && email !== null) return post.deliver(message, email)
  if (sms && phone !== null) return sms.deliver(shortText(message), phone)
  if (kind === 'erased') return 'nowhere'
  const file = await keepInFolder(folder, message)
  log.warn('message.kept', { id: message.id, kind: message.kind, file: `outbox/${file}` })
  return 'folder'
}

async function asked<T>(house: Executor, what: Sql): Promise<T | null> {
  const { answers } = await house.run(statement(sql`/* writes */ select ${what}::text`))
  const json = answers[0]!.rows[0]![0]
  return json ? (JSON.parse(json) as T) : null
}
