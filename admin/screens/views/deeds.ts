import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import type { MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { bringBackView, changeView, makeView, removeView } from './making.ts'
import { forgetDraft, type ViewInUse } from './use-view.ts'
import { words } from './words.ts'

type Naming = 'rename' | 'saveAs'

/** What can be done with the view that is chosen. */
export function useViewDeeds(table: Table, view: ViewInUse, ask: (naming: Naming) => void) {
  const w = useWords(words)
  const { chosen, settings } = view
  const said: Said = async (work, done) => {
    try {
      await work()
      if (done) toast(done)
    } catch (error) {
      sayProblem(error)
    }
  }
  const save = () =>
    said(async () => {
      await changeView(table, chosen!, { settings })
      forgetDraft(chosen!.id)
      view.choose(chosen!.id)
    }, w.saved)
  const saveAs = (name: string) =>
    said(async () => {
      const id = await makeView(table, { name, kind: view.kind, settings })
      if (chosen) forgetDraft(chosen.id)
      view.choose(id)
    }, w.saved)
  const rename = (name: string) => said(() => changeView(table, chosen!, { name }))
  return { entries: useEntries(table, view, ask, said), save, saveAs, rename }
}

type Said = (work: () => Promise<unknown>, done?: string) => Promise<void>

function useEntries(table: Table, view: ViewInUse, ask: (naming: Naming) => void, said: Said): MenuEntry[] {
  const w = useWords(words)
  const { chosen, all } = view
  const share = (shared: boolean) =>
    said(() => changeView(table, chosen!, { shared }), shared ? w.madeShared : w.madeMine)
  const remove = () =>
    said(async () => {
      const gone = chosen!
      view.choose(null)
      await removeView(table, gone)
      toast(w.removed(gone.name), {
        label: w.undo,
        run: () => said(() => bringBackView(table, gone.id).then(() => view.choose(gone.id))),
      })
    })
  const move = (by: -1 | 1) => said(() => moveView(table, view, by))
  const at = all.findIndex(({ id }) => id === chosen?.id)
  const own: MenuEntry[] = chosen?.changeable
    ? [
        { label: w.rename, icon: 'edit', run: () => ask('rename') },
        { label: chosen.shared ? w.unshare : w.share, icon: 'users', run: () => share(!chosen.shared) },
        { label: w.earlier, icon: 'left', run: () => move(-1), disabled: at <= 0 },
        { label: w.later, icon: 'right', run: () => move(1), disabled: at === all.length - 1 },
        { label: w.remove, icon: 'trash', run: remove, danger: true, apart: true },
      ]
    : []
  const entries: MenuEntry[] = [{ label: w.saveAs, icon: 'copy', run: () => ask('saveAs') }, ...own]
  if (view.isChanged) entries.unshift({ label: w.revert, icon: 'undo', run: view.revert })
  return entries
}

/** All that may be moved get the places of their new order; one write where that is enough. */
async function moveView(table: Table, { all, chosen }: ViewInUse, by: -1 | 1): Promise<void> {
  const at = all.findIndex(({ id }) => id === chosen!.id)
  const order = all.toSpliced(at, 1).toSpliced(at + by, 0, chosen!)
  for (const [i, one] of order.entries())
    if (one.changeable) await changeView(table, one, { position: String(i + 1) })
}
