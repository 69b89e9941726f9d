import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { toast } from '../../parts/Toast.tsx'
import type { Saving } from './saving.ts'
import type { Form } from './use-form.ts'
import { words } from './words.ts'
import { discard } from './work.ts'

/** Always in sight under the form: whether something is unsaved, and what saves it. */
export function SaveBar({
  form,
  saving,
  extra,
}: {
  form: Form
  saving: Saving
  extra?: ReactNode
}): ReactNode {
  const w = useWords(words)
  const { store, work, isChanged } = form
  const isNew = work.before === null
  const drop = () => {
    const { edits, before } = store.now()
    discard(store)
    toast(w.discarded, { label: w.undo, run: () => store.change({ edits, before }) })
  }
  return (
    <footer className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-t border-base-300 bg-base-100 px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]">
      <span
        className={`min-w-0 grow truncate text-sm text-soft ${isChanged ? 'sr-only sm:not-sr-only' : ''}`}
        aria-live="polite"
      >
        {saving.state === 'waiting' ? w.pending : isChanged ? w.changed : isNew ? '' : w.upToDate}
      </span>
      {extra}
      {isChanged && (
        <Button look="quiet" className="max-sm:grow" aria-label={w.discard} onClick={drop}>
          <span className="sm:hidden">{w.drop}</span>
          <span className="hidden sm:inline">{w.discard}</span>
        </Button>
      )}
      <Button
        look="main"
        type="submit"
        className="max-sm:grow"
        busy={saving.state === 'saving'}
        disabled={!isChanged && !isNew && !work.attempt}
        aria-keyshortcuts="Control+S"
      >
        {w.save}
      </Button>
    </footer>
  )
}
