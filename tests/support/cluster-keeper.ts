import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { noLog } from '#base/log.ts'
import { startEmbedded } from '#db/embedded.ts'
import { isNeeded } from './cluster.ts'

// A process of its own: holds the tests' PostgreSQL until no run needs it. Ctrl-C ends the run, not the keeper.

const [data, afterwards] = process.argv.slice(2) as [string, 'keep' | 'remove']
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(signal, () => {})

/** Nothing here is to outlive a crash of the machine. */
const localConf = [
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  'max_connections = 200',
]
const embedded = await startEmbedded({ data, log: noLog, localConf: `${localConf.join('\n')}\n` })
while (embedded.started() && isNeeded(data)) await sleep(200)
await embedded.stop()
// A second keeper, which the first one's PostgreSQL answered, takes nothing away under it.
if (afterwards === 'remove' && !isNeeded(data)) rmSync(data, { recursive: true, force: true })
