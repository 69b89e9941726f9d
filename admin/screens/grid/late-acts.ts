import { sayProblem } from '../../parts/Toast.tsx'
import type { GridControl, NowRef, Setters } from './grid-control.ts'
import { deedsIfHere, loadDeeds } from './late-deeds.ts'

type Late = Pick<
  GridControl,
  | 'edit'
  | 'waits'
  | 'done'
  | 'cancel'
  | 'addRow'
  | 'copy'
  | 'paste'
  | 'accept'
  | 'clear'
  | 'fill'
  | 'undo'
  | 'redo'
>
type Acts = Omit<Late, 'waits'>
type Deeds = Awaited<ReturnType<typeof loadDeeds>>

const actsOf = (deeds: Deeds, now: NowRef, set: Setters): Acts => ({
  ...deeds.oneCell(now, set),
  ...deeds.manyCells(now, set),
  ...deeds.remembering(now),
})

/** What changes cells is fetched with the first change: what is asked meanwhile is done in its turn, no key is lost. */
export function lateActs(now: NowRef, set: Setters): Late {
  let acts: Acts | null = null
  let keys: KeyboardEvent[] | null = null
  const ifHere = (): Acts | null => {
    const deeds = deedsIfHere()
    if (deeds) acts ??= actsOf(deeds, now, set)
    return acts
  }
  const soon = (run: (acts: Acts) => unknown): Promise<void> =>
    loadDeeds()
      .then(() => run(ifHere()!))
      .then(() => {}, sayProblem)
  /** A cell is being begun: what is typed from here on belongs to it. */
  const begin = async (typed: string | null): Promise<void> => {
    const typedSince: KeyboardEvent[] = []
    keys = typedSince
    await soon(() => deedsIfHere()!.afterwards(now, set, typed, typedSince))
    keys = null
  }
  return {
    edit: (typed) => (ifHere() ? acts!.edit(typed) : void begin(typed)),
    waits(event) {
      if (!keys || deedsIfHere()) return false
      keys.push(event)
      return true
    },
    done: (value, leaving) => ifHere()?.done(value, leaving),
    cancel: () => ifHere()?.cancel(),
    addRow: () => void soon((all) => all.addRow()),
    copy: () => ifHere()?.copy() ?? null,
    paste: (copied) => soon((all) => all.paste(copied)),
    accept: (plan) => ifHere()?.accept(plan),
    clear: () => soon((all) => all.clear()),
    fill: (to) => soon((all) => all.fill(to)),
    undo: () => soon((all) => all.undo()),
    redo: () => soon((all) => all.redo()),
  }
}
