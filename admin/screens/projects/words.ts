import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  title: ['Bureau des projets', 'Projects office'],
  newProject: ['Nouveau projet', 'New project'],
  newQuote: ['Nouveau devis', 'New quote'],
  quotes: ['Devis par statut', 'Quotes by status'],
  noStatus: ['Sans statut', 'No status'],
  quoteCount: (n: string, one: boolean) => [`${n} devis`, one ? `${n} quote` : `${n} quotes`],
  due: ['À suivre', 'To follow up'],
  late: (day: string) => [`Devait finir le ${day}`, `Was to end on ${day}`],
  expires: (day: string) => [`Valable jusqu’au ${day}`, `Valid until ${day}`],
  nothingDue: ['Rien n’est en retard.', 'Nothing is overdue.'],
  projects: ['Projets', 'Projects'],
  board: ['Tableau', 'Board'],
  calendar: ['Calendrier', 'Calendar'],
  quotesCalendar: ['Échéances des devis', 'Quotes by date'],
  faces: ['Présentation des projets', 'How projects are shown'],
  closed: [
    'Les tables des projets ne vous sont pas ouvertes. Demandez à qui administre ce site.',
    'The projects’ tables are not open to you. Ask whoever administers this site.',
  ],
})
