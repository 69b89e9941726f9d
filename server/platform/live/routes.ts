import { mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import { comment, readComments, readPeople } from './comment-calls.ts'
import { bePresent } from './presence-calls.ts'
import { readStream } from './stream.ts'
import type { Watch } from './watch.ts'
import { webhookCalls } from './webhooks/calls.ts'
import type { Post } from './webhooks/deliver.ts'

const group: Group = { name: { fr: 'En direct', en: 'Live' } }
const outward: Group = { name: { fr: 'Webhooks', en: 'Webhooks' } }

/** What others do, as they do it; and what is said of rows. */
export function liveRoutes(server: Server, reception: Reception, watch: Watch, post: Post): void {
  mountCalls(server, reception, group, [readStream(watch), bePresent, readComments, comment, readPeople])
  mountCalls(server, reception, outward, webhookCalls(post))
  server.addHook('preClose', (done) => {
    watch.close()
    done()
  })
}
