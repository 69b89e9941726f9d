import { boolean, choice, decimal, integer, json, table, text } from '#model/define-table.ts'
import type { Grant } from '#model/table.ts'
import { viewKinds } from '#model/view-settings.ts'

const own: readonly Grant[] = [
  { to: 'member', where: { field: 'created_by', op: 'eq', value: { var: 'me' } } },
]

/**
 * What others share is not read here, where nobody would judge which of its fields they may know: see the calls beside.
 * Administrators read all, and mend what is shared.
 */
const allow = { read: own, create: [{ to: 'member' }], update: own, delete: own } as const

const tableId = {
  label: { fr: 'Table', en: 'Table' },
  help: {
    fr: 'Son identifiant, comme GET /api/meta/tables/ le donne',
    en: 'Its id, as GET /api/meta/tables/ gives it',
  },
  required: true,
  min: 1,
} as const

const common = {
  name: text({ label: { fr: 'Nom', en: 'Name' }, required: true, max: 80 }),
  shared: boolean({
    label: { fr: 'Partagé', en: 'Shared' },
    help: {
      fr: 'Tous les membres du site s’en servent ; chacun n’y voit que ce qui lui est ouvert',
      en: 'Every member of the site uses it; each sees what is open to them',
    },
    default: false,
  }),
  position: decimal({ label: { fr: 'Place', en: 'Position' }, digits: 20, places: 8 }),
} as const

const kinds = {
  grid: { fr: 'Grille', en: 'Grid' },
  kanban: { fr: 'Tableau kanban', en: 'Kanban board' },
  calendar: { fr: 'Calendrier', en: 'Calendar' },
  gallery: { fr: 'Galerie', en: 'Gallery' },
  chart: { fr: 'Graphique', en: 'Chart' },
} as const

/** A table as somebody wants to find it again. `settings`: `model/view-settings.ts`. */
export const views = table('views', {
  label: { fr: 'Vues', en: 'Views' },
  fields: {
    table: integer(tableId),
    name: common.name,
    kind: choice({
      label: { fr: 'Genre', en: 'Kind' },
      options: viewKinds.map((value) => ({ value, label: kinds[value] })),
      required: true,
      default: 'grid',
    }),
    settings: json({ label: { fr: 'Réglages', en: 'Settings' }, default: {} }),
    shared: common.shared,
    position: common.position,
  },
  indexes: [['table']],
  order: ['table', 'position', 'id'],
  search: ['name'],
  title: 'name',
  allow,
})

/** Figures, charts and lists of several tables on one page. `cards`: `model/dashboard-cards.ts`. */
export const dashboards = table('dashboards', {
  label: { fr: 'Tableaux de bord', en: 'Dashboards' },
  fields: {
    name: common.name,
    cards: json({ label: { fr: 'Cartes', en: 'Cards' }, default: [] }),
    shared: common.shared,
    position: common.position,
  },
  order: ['position', 'id'],
  search: ['name'],
  title: 'name',
  allow,
})
