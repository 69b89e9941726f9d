import type { Change, Listener } from '#engine/changes.ts'
import type { Context } from '#engine/context.ts'
import { recordError } from '#engine/records/errors.ts'
import { readCards } from '#model/dashboard-cards.ts'
import { type Problem, problemsOf } from '#model/problem.ts'
import type { Row } from '#model/row.ts'
import { sameJson } from '#model/same-json.ts'
import { readViewSettings } from '#model/view-settings.ts'
import { knownTable } from './known-table.ts'
import { dashboards, views } from './tables.ts'

const problem = problemsOf({
  'view.table_unknown': {
    fr: 'Cette table n’existe pas ou ne vous est pas ouverte.',
    en: 'This table does not exist or is not open to you.',
  },
})

/**
 * What a view or a dashboard says is told to be wrong to whoever writes it. Reading does not rely on it: what is kept
 * is judged anew for whoever asks, so a batch of rows is not gone through here.
 */
export const viewsChecked: Listener = {
  hears: (table, verb) =>
    table.origin === 'code' &&
    (table.slug === views.slug || table.slug === dashboards.slug) &&
    verb !== 'delete',
  async told(ctx, change) {
    if (!change.after) return
    const judge = change.table.slug === views.slug ? viewProblems : dashboardProblems
    const errors = judge(ctx, change, change.after)
    if (Object.keys(errors).length > 0) throw recordError('row.invalid', {}, { errors })
  },
}

/** Renaming a view whose field is gone by now says nothing of that field. */
const isSame = ({ before }: Change, after: Row, slug: string): boolean =>
  before !== null && sameJson(before[slug] ?? null, after[slug] ?? null)

function viewProblems(ctx: Context, change: Change, after: Row): Record<string, Problem[]> {
  if (isSame(change, after, 'table') && isSame(change, after, 'settings')) return {}
  const known = knownTable(ctx, after.table)
  if (!known) return { table: [problem('view.table_unknown')] }
  return under('settings', readViewSettings(after.settings ?? {}, known).problems)
}

function dashboardProblems(ctx: Context, change: Change, after: Row): Record<string, Problem[]> {
  if (isSame(change, after, 'cards')) return {}
  return under('cards', readCards(after.cards ?? [], (id) => knownTable(ctx, id)).problems)
}

const under = (slug: string, problems: readonly Problem[]): Record<string, Problem[]> =>
  problems.length > 0 ? { [slug]: problems.slice(0, 20) } : {}
