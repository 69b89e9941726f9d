import { join } from 'node:path'

/** Migrations by floor, the lower first. The structure of tables is not among them: the planner makes it. */
export const migrationFolders = [
  'engine',
  'platform/identity',
  'platform/limits',
  'platform/messages',
  'platform/sites',
  'platform/audit',
  'platform/here',
  'platform/entry-forms',
  'platform/live',
  'platform/administration',
  'apps/projects',
].map((room) => join(import.meta.dirname, room, 'migrations'))
