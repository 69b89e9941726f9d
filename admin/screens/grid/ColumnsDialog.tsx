import type { ReactNode } from 'react'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import type { BarProps, OverBarProps } from './Bar.tsx'
import { barWords } from './bar-words.ts'
import { arrangedFields, isHidden, moved, shownOrNot } from './columns.ts'

/** Which columns are shown, and in which order. */
export function ColumnsDialog({ table, arrangement, arrange, onClose }: OverBarProps): ReactNode {
  const w = useWords(barWords)
  const say = useSay()
  const fields = arrangedFields(table, arrangement)
  return (
    <Dialog
      title={w.columnsTitle}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={() => arrange({})}>
            {w.reset}
          </Button>
          <Button look="main" onClick={onClose}>
            {w.done}
          </Button>
        </>
      }
    >
      <p className="text-sm text-soft">{w.columnsHelp}</p>
      <ul className="mt-2 flex flex-col">
        {fields.map((field, at) => (
          <li
            key={field.slug}
            className="flex min-h-10 items-center gap-2 border-b border-base-300/60 last:border-0"
          >
            <label className="flex min-w-0 grow cursor-pointer items-center gap-2.5 py-1.5 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="checkbox checkbox-sm checkbox-primary"
                checked={!isHidden(field, arrangement)}
                onChange={() => arrange(shownOrNot(table, arrangement, field.slug))}
              />
              <span className="truncate">{say(field.label)}</span>
            </label>
            <IconButton
              small
              icon="up"
              label={w.up(say(field.label))}
              disabled={at === 0}
              onClick={() => arrange(moved(table, arrangement, field.slug, fields[at - 1]!.slug))}
            />
            <IconButton
              small
              icon="down"
              label={w.down(say(field.label))}
              disabled={at === fields.length - 1}
              onClick={() => arrange(moved(table, arrangement, field.slug, fields[at + 2]?.slug ?? null))}
            />
          </li>
        ))}
      </ul>
      <Frozen arrangement={arrangement} arrange={arrange} />
    </Dialog>
  )
}

function Frozen({ arrangement, arrange }: Pick<BarProps, 'arrangement' | 'arrange'>): ReactNode {
  const w = useWords(barWords)
  return (
    <label className="mt-3 flex items-center gap-2">
      <span className="grow">{w.frozen}</span>
      <select
        className="select select-sm w-20 pointer-coarse:min-h-11"
        value={arrangement.frozen ?? 1}
        onChange={({ target }) => arrange({ ...arrangement, frozen: Number(target.value) })}
      >
        {[0, 1, 2, 3, 4].map((n) => (
          <option key={n}>{n}</option>
        ))}
      </select>
    </label>
  )
}
