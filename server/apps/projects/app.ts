import type { App } from '#platform/app.ts'
import { expireQuotes } from './expire-quotes.ts'
import { giveChoices } from './give-choices.ts'
import { makeProjectTables } from './install.ts'
import { quotePaper } from './quote-paper.ts'
import { quoteVerbs } from './quotes.ts'

export const projects: App = {
  slug: 'projects',
  label: { fr: 'Projets', en: 'Projects' },
  order: ['projet', 'devis', 'contact', 'devisparprojet', 'choix', 'tablenames'],
  makeTables: makeProjectTables,
  beginSite: giveChoices,
  verbs: quoteVerbs,
  papers: [quotePaper],
  jobs: [expireQuotes],
}
