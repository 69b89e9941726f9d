import { type ReactNode, useEffect, useRef } from 'react'
import { sayProblem } from '#model/problem.ts'
import { useLocale } from '../../fields/locale.ts'
import { writtenOf } from '../../fields/typed.ts'
import { useLanguage } from '../../lib/language.ts'
import { fieldOf } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import type { Plan } from './paste.ts'
import type { Sheet } from './use-sheet.ts'

const s = (n: number) => (n > 1 ? 's' : '')
const words = dictionary({
  title: ['Coller', 'Paste'],
  cells: (n: number) => [`${n} cellule${s(n)}`, `${n} cell${s(n)}`],
  changed: (cells: number, rows: number) => [
    `${cells} cellule${s(cells)} de ${rows} ligne${s(rows)} ${cells > 1 ? 'seront modifiées' : 'sera modifiée'}.`,
    `${cells} cell${s(cells)} of ${rows} row${s(rows)} will change.`,
  ],
  added: (n: number) => [
    `${n} ligne${s(n)} ${n > 1 ? 'seront ajoutées' : 'sera ajoutée'}.`,
    `${n} row${s(n)} will be added.`,
  ],
  closed: (n: number) => [
    `${n} cellule${s(n)} non modifiable${s(n)} ${n > 1 ? 'resteront' : 'restera'} comme ${n > 1 ? 'elles sont' : 'elle est'}.`,
    `${n} read-only cell${s(n)} will stay as ${n > 1 ? 'they are' : 'it is'}.`,
  ],
  unread: (n: number) => [
    `${n} cellule${s(n)} ${n > 1 ? 'ne peuvent pas être lues' : 'ne peut pas être lue'} et ${n > 1 ? 'seront laissées' : 'sera laissée'} :`,
    `${n} cell${s(n)} cannot be read, and will be left:`,
  ],
  nothing: [
    'Rien ne changera : tout est déjà ainsi, ou ne peut pas être modifié.',
    'Nothing will change: all is so already, or may not be changed.',
  ],
  notFound: ['aucune ligne de ce nom', 'no row of that name'],
  line: ['Ligne', 'Row'],
  field: ['Colonne', 'Column'],
  before: ['Avant', 'Before'],
  after: ['Après', 'After'],
  empty: ['(vide)', '(empty)'],
  more: (n: number) => [`… et ${n} autre${s(n)}`, `… and ${n} more`],
  undo: ['Ctrl+Z annulera le tout d’un coup.', 'Ctrl+Z will undo it all at once.'],
  cancel: ['Annuler', 'Cancel'],
  paste: (n: number) => [`Coller ${n} cellule${s(n)}`, `Paste ${n} cell${s(n)}`],
})
const shown = 6

/** What a paste would do, before it does it. */
export function PastePreview({
  sheet,
  plan,
  onEnd,
}: {
  sheet: Sheet
  plan: Plan
  onEnd: (plan: Plan | null) => void
}): ReactNode {
  const w = useWords(words)
  const { changes, rows, added, closed, unread } = plan
  const isNothing = changes.length === 0
  const main = useRef<HTMLSpanElement>(null)
  // A dialog gives the focus to its first button as it opens.
  useEffect(() => main.current?.querySelector<HTMLElement>('button:last-child')?.focus(), [])
  const inRows = changes.filter(({ id }) => id > 0).length
  return (
    <Dialog
      title={w.title}
      width="medium"
      onClose={() => onEnd(null)}
      actions={
        <span ref={main} className="contents">
          <Button onClick={() => onEnd(null)}>{w.cancel}</Button>
          {!isNothing && (
            <Button look="main" onClick={() => onEnd(plan)}>
              {w.paste(changes.length)}
            </Button>
          )}
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        {isNothing && <p>{w.nothing}</p>}
        <ul className="flex flex-col gap-1">
          {rows > 0 && <li>{w.changed(inRows, rows)}</li>}
          {added > 0 && <li>{w.added(added)}</li>}
          {closed > 0 && <li className="text-soft">{w.closed(closed)}</li>}
        </ul>
        {unread.length > 0 && <UnreadCells plan={plan} />}
        {!isNothing && <Changes sheet={sheet} plan={plan} />}
        {!isNothing && <p className="text-sm text-soft">{w.undo}</p>}
      </div>
    </Dialog>
  )
}

function UnreadCells({ plan: { unread } }: { plan: Plan }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const language = useLanguage()
  return (
    <div className="rounded-box border border-error/40 bg-error/5 p-3">
      <p className="font-medium text-error">{w.unread(unread.length)}</p>
      <ul className="mt-1 flex flex-col gap-0.5 text-sm">
        {unread.slice(0, shown).map(({ line, field, text, problem }) => (
          <li key={`${line} ${field.slug}`}>
            <span className="text-soft">{`${w.line} ${line + 1}, ${say(field.label)}\u00a0: `}</span>
            <span className="font-medium">{text.slice(0, 60)}</span>
            {` — ${problem ? sayProblem(problem, language) : w.notFound}`}
          </li>
        ))}
        {unread.length > shown && <li className="text-soft">{w.more(unread.length - shown)}</li>}
      </ul>
    </div>
  )
}

function Changes({ sheet, plan: { changes } }: { sheet: Sheet; plan: Plan }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const locale = useLocale()
  const write = (slug: string, value: unknown) => {
    const field = fieldOf(sheet.table, slug)
    return field ? writtenOf(field, value, locale) : ''
  }
  return (
    <div className="overflow-x-auto rounded-box border border-base-300">
      <table className="table table-sm">
        <thead className="text-base-content">
          <tr>
            <th>{w.field}</th>
            <th>{w.before}</th>
            <th>{w.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shown).map(({ id, slug, before, after }) => (
            <tr key={`${id} ${slug}`}>
              <td className="text-soft">{say(fieldOf(sheet.table, slug)?.label)}</td>
              <td className="max-w-52 truncate text-soft line-through">{write(slug, before)}</td>
              <td className="max-w-52 truncate font-medium">{write(slug, after) || w.empty}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown && (
        <p className="px-3 pb-2 text-sm text-soft">{w.more(changes.length - shown)}</p>
      )}
    </div>
  )
}
