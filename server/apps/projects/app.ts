import type { App } from '#platform/app.ts'
import { giveChoices } from './give-choices.ts'
import { makeProjectTables } from './install.ts'

export const projects: App = { makeTables: makeProjectTables, beginSite: giveChoices }
