import type { Listener } from '#engine/changes.ts'
import { audit } from './audit.ts'

const ofRights: ReadonlySet<string> = new Set(['groups', 'memberships'])

/** Who gave or took which rights; what they were before lies in the row's own line. */
export const permissionsTold: Listener = {
  hears: (table) => table.origin === 'code' && ofRights.has(table.slug),
  told: ({ tx, actor }, { table, id, verb, batch, count }) =>
    audit(tx, {
      kind: 'permissions.changed',
      actor,
      about: id === null ? `table:${table.slug}` : `${table.slug}:${id}`,
      details: { verb, ...(batch !== null && { batch, count }) },
    }),
}
