import { type ReactNode, useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { dictionary, useWords } from '../lib/words.ts'
import { IconButton } from './Button.tsx'

interface DialogProps {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
  /** The buttons, at the foot; the main one last. */
  readonly actions?: ReactNode
  readonly width?: 'small' | 'medium' | 'large'
}

const words = dictionary({ close: ['Fermer', 'Close'] })
const widths = { small: 'max-w-md', medium: 'max-w-2xl', large: 'max-w-5xl' } as const

const fields = 'input:not([type=hidden]), select, textarea, [contenteditable=true], [role=combobox]'

/** Its first field, or the main button: what opens by itself would begin at the button that closes it. */
const begin = (dialog: HTMLDialogElement | null): HTMLElement | null | undefined =>
  dialog?.querySelector<HTMLElement>(`[data-body] :is(${fields}):not(:disabled)`) ??
  [...(dialog?.querySelectorAll<HTMLElement>('[data-actions] button:not(:disabled)') ?? [])].at(-1)

/** Over everything, in the middle; on a phone, from below. Escape and a press outside close it; focus comes back. */
export function Dialog({ title, onClose, children, actions, width = 'small' }: DialogProps): ReactNode {
  const w = useWords(words)
  const id = useId()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    if (!dialog?.open) dialog?.showModal()
    begin(dialog)?.focus()
    return () => dialog?.close()
  }, [])
  // Beside the page: a form that opens a dialog holds no form within itself.
  return createPortal(
    <dialog
      ref={box}
      aria-labelledby={id}
      className="modal modal-bottom sm:modal-middle"
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={onClose}
      onMouseDown={(event) => event.target === box.current && onClose()}
    >
      <div
        className={`modal-box flex max-h-[90dvh] flex-col overflow-hidden p-0 shadow-lift ${widths[width]}`}
      >
        <header className="flex items-center gap-2 px-5 pt-4 pb-2">
          <h2 id={id} className="min-w-0 grow text-lg font-semibold">
            {title}
          </h2>
          <IconButton icon="close" label={w.close} small onClick={onClose} />
        </header>
        <div data-body className="min-h-0 grow overflow-y-auto px-5 pb-4">
          {children}
        </div>
        {actions && (
          <footer
            data-actions
            className="flex flex-wrap justify-end gap-2 border-t border-base-300 bg-base-200 px-5 py-3"
          >
            {actions}
          </footer>
        )}
      </div>
    </dialog>,
    document.body,
  )
}
