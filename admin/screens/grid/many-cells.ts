import { flushSync } from 'react-dom'
import { broughtTitle } from '../../fields/titles.ts'
import { writtenOf } from '../../fields/typed.ts'
import { queries } from '../../lib/query.ts'
import type { Field } from '../../lib/table.ts'
import { wordsIn } from '../../lib/words.ts'
import { toast } from '../../parts/Toast.tsx'
import type { Copied } from './clipboard.ts'
import { carryOut, copiedFrom, findTitles, groundOf, mostCells } from './commands.ts'
import { fieldsOf, type NowRef, rangeNow, type Setters } from './grid-control.ts'
import { words } from './grid-words.ts'
import { clearPlan, fillPlan, type Plan, pastePlan } from './paste.ts'
import { cellsIn, type Range } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

/** Copying, pasting, filling, clearing: what concerns many cells at once. */
export const manyCells = (now: NowRef, set: Setters) => ({
  ...taking(now),
  ...pasting(now, set),
  ...filling(now, set),
})

function isTooMany(range: Range): boolean {
  const isSo = cellsIn(range) > mostCells
  if (isSo) toast(wordsIn(words).tooMany(mostCells))
  return isSo
}

function carryOutIfAny(sheet: Sheet, plan: Plan): void {
  if (plan.changes.length > 0) carryOut(sheet, plan)
}

const taking = (now: NowRef) => ({
  copy(): Copied | null {
    const { sheet, locale } = now.current
    const range = rangeNow(now.current)
    if (isTooMany(range)) return null
    toast(wordsIn(words).copied(cellsIn(range)))
    return copiedFrom(
      sheet,
      fieldsOf(now.current),
      range,
      (field, value) => titleWritten(field, value) ?? writtenOf(field, value, locale),
    )
  },
  async clear() {
    const range = rangeNow(now.current)
    if (isTooMany(range)) return
    await now.current.sheet.lines.load(range.top, range.bottom)
    const ground = groundOf(now.current.sheet, fieldsOf(now.current), now.current.locale)
    carryOutIfAny(now.current.sheet, clearPlan(ground, range))
  },
})

/** A row referred to is copied by its name, as far as it is known here. */
function titleWritten(field: Field, value: unknown): string | null {
  if (field.type !== 'reference' || typeof value !== 'number') return broughtTitle(value, undefined)
  return (queries.getQueryData(['title', field.table, value]) as string | null | undefined) ?? null
}

const pasting = (now: NowRef, set: Setters) => ({
  async paste(copied: Copied) {
    const { sheet, locale } = now.current
    const range = rangeNow(now.current)
    if (copied.texts.reduce((sum, cells) => sum + cells.length, 0) > mostCells) {
      toast(wordsIn(words).tooMany(mostCells))
      return
    }
    const fields = fieldsOf(now.current)
    if (isTooMany(range)) return
    await sheet.lines.load(range.top, Math.max(range.bottom, range.top + copied.texts.length - 1))
    const titles = await findTitles(fields, copied, range.left).catch(() => new Map())
    const plan = pastePlan(groundOf(sheet, fields, locale, titles), copied, range)
    const isSimple = plan.changes.length <= 1 && plan.unread.length === 0 && plan.closed === 0
    if (isSimple) carryOutIfAny(sheet, plan)
    else set.setPlanned(plan)
  },
  accept(plan: Plan | null) {
    // What lies under a dialog takes no focus until it is gone.
    flushSync(() => set.setPlanned(null))
    if (plan) carryOutIfAny(now.current.sheet, plan)
    now.current.focus()
  },
})

const filling = (now: NowRef, set: Setters) => ({
  async fill(to?: number) {
    const { sheet, locale, selection } = now.current
    const range = rangeNow(now.current)
    const bottom = to ?? range.bottom
    if (isTooMany({ ...range, bottom })) return
    await sheet.lines.load(range.top, bottom)
    const top = range.top === bottom && to === undefined ? Math.max(0, range.top - 1) : range.top
    const plan = fillPlan(groundOf(sheet, fieldsOf(now.current), locale), { ...range, top, bottom })
    set.setFilling(null)
    if (to !== undefined)
      set.select({
        anchor: { line: range.top, column: range.left },
        active: { line: bottom, column: range.right },
      })
    else set.select(selection)
    carryOutIfAny(sheet, plan)
  },
})
