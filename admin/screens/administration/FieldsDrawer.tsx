import { type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Box } from './GroupBoxes.tsx'
import { cellOf, isOpenField, type Rights, withCell, withFields } from './rights.ts'
import { rightsWords } from './rights-words.ts'

interface DrawerProps {
  readonly table: Table
  readonly name: string
  readonly rights: Rights
  readonly change: (rights: Rights) => void
  readonly close: () => void
}

const byField = ['read', 'create', 'update'] as const
type ByField = (typeof byField)[number]
type Open = Readonly<Record<ByField, ReadonlySet<string>>>

/** Which fields a group sees and writes, one by one. */
export function FieldsDrawer({ table, name, rights, change, close }: DrawerProps): ReactNode {
  const w = useWords(rightsWords)
  const given = rights[table.slug]
  const used = byField.filter((action) => cellOf(given, action).rows.kind !== 'none')
  const [open, setOpen] = useState<Open>(() => openOf(table, rights))
  const [later, setLater] = useState(() => used.every((action) => !cellOf(given, action).fields))
  const take = () => {
    const next = used.reduce(
      (all, action) =>
        withCell(all, table.slug, action, withFields(cellOf(given, action), table, open[action], later)),
      rights,
    )
    change(next)
    close()
  }
  return (
    <Dialog
      title={w.fieldsOf(name)}
      width="medium"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" onClick={take}>
            {w.use}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-soft">{w.fieldsWhy}</p>
      <FieldsTable table={table} used={used} open={open} set={setOpen} />
      <div className="mt-3">
        <Box label={w.later} checked={later} set={setLater} />
      </div>
    </Dialog>
  )
}

function openOf(table: Table, rights: Rights): Open {
  const slugsOpen = (action: ByField) => {
    const cell = cellOf(rights[table.slug], action)
    return new Set(table.fields.map(({ slug }) => slug).filter((slug) => isOpenField(cell, slug)))
  }
  return { read: slugsOpen('read'), create: slugsOpen('create'), update: slugsOpen('update') }
}

interface TableProps {
  readonly table: Table
  readonly used: readonly ByField[]
  readonly open: Open
  readonly set: (open: Open) => void
}

function FieldsTable({ table, used, open, set }: TableProps): ReactNode {
  const w = useWords(rightsWords)
  const say = useSay()
  const put = (action: ByField, slug: string, is: boolean) => {
    const next = new Set(open[action])
    if (is) next.add(slug)
    else next.delete(slug)
    set({ ...open, [action]: next })
  }
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="border-b border-base-300 text-sm text-soft">
          <th className="py-1.5 font-semibold">{w.field}</th>
          {used.map((action) => (
            <th key={action} className="w-20 py-1.5 text-center font-semibold">
              {w[action]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.fields.map(({ slug, label }) => (
          <tr key={slug} className="border-b border-base-300 last:border-0">
            <th className="py-1 pr-2 font-normal">{say(label)}</th>
            {used.map((action) => (
              <td key={action} className="text-center">
                <label className="grid min-h-9 place-items-center pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    aria-label={w.may(w[action], say(label))}
                    className="checkbox checkbox-sm border-base-content/60"
                    checked={open[action].has(slug)}
                    onChange={({ target }) => put(action, slug, target.checked)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
