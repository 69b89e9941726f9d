import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import { mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Verbs } from '#engine/verbs/verbs.ts'
import type { Group } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import type { Desk } from '../identity/desk.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { type HouseSettings, houseCalls } from './house.ts'
import { jobCalls } from './jobs.ts'
import { peopleCalls } from './people.ts'
import { type ForPerson, rightsOfPerson } from './rights.ts'
import { siteCalls } from './site-settings.ts'

export interface Administered {
  readonly db: OpenDatabase
  readonly desk: Desk
  readonly queue: Jobs
  readonly verbs: Verbs
  readonly config: HouseSettings
  readonly log: Log
  readonly forPerson: ForPerson
  /** So that this process knows at once what changed of a site. */
  reloadSites(): Promise<void>
}

/** What those who administer look at and put right, beside the tables of people, groups and memberships. */
export function administrationRoutes(server: Server, reception: Reception, parts: Administered): void {
  const { db, desk, queue, verbs, config, log, forPerson, reloadSites } = parts
  mountCalls(server, reception, group, [
    ...peopleCalls(desk),
    rightsOfPerson(verbs, forPerson),
    ...jobCalls(queue),
    ...siteCalls(reloadSites),
    ...houseCalls(db, config, log),
  ])
}

const group: Group = { name: { fr: 'Administration', en: 'Administration' } }
