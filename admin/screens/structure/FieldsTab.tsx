import { type ReactNode, useMemo, useState } from 'react'
import type { Field, Table } from '../../lib/table.ts'
import { useSay, useWords, wordsIn } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { type Change, changesOf, type Draft, definitionOf, draftOf } from './draft.ts'
import { FieldDialog } from './FieldDialog.tsx'
import { fieldWords } from './field-words.ts'
import { OrderBar } from './OrderBar.tsx'
import { Sortable } from './Sortable.tsx'
import { structureWords } from './structure-words.ts'
import { labelOfKind } from './types-words.ts'
import { usePlanner } from './use-planner.tsx'

/** The fields in their order: added, edited, arranged, deleted. */
export function FieldsTab({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const { propose, dialog } = usePlanner(table)
  const [order, setOrder] = useState<readonly Field[]>(table.fields)
  const [open, setOpen] = useState<Field | 'new' | null>(null)
  const drafts = useMemo(() => table.fields.map(draftOf), [table])
  const isMoved = order.some((field, at) => field !== table.fields[at])
  const others = open && open !== 'new' ? drafts.filter(({ slug }) => slug !== open.slug) : drafts
  const ask = (changes: readonly Change[]) => propose(changes).catch(sayProblem)
  const done = async (draft: Draft) => {
    const changes =
      open === 'new' ? [{ change: 'add', field: definitionOf(draft) }] : changesOf(open as Field, draft)
    return changes.length > 0 ? propose(changes) : saySame()
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-soft">{w.dragHelp}</p>
      <Sortable
        name="fields"
        label={w.champs}
        items={order}
        keyOf={({ slug }) => slug}
        nameOf={({ label }) => say(label)}
        onOrder={setOrder}
      >
        {(field) => (
          <>
            <FieldLine table={table} field={field} edit={() => setOpen(field)} />
            <IconButton
              small
              icon="trash"
              label={w.dropField(say(field.label))}
              onClick={() => void ask([{ change: 'drop', field: field.slug }])}
            />
          </>
        )}
      </Sortable>
      <Button icon="plus" className="self-start" onClick={() => setOpen('new')}>
        {w.addField}
      </Button>
      {isMoved && (
        <OrderBar
          leave={() => setOrder(table.fields)}
          apply={() => ask([{ change: 'positions', fields: order.map(({ slug }) => slug) }])}
        />
      )}
      {open && (
        <FieldDialog
          draft={open === 'new' ? null : draftOf(open)}
          others={others}
          table={table.slug}
          onDone={done}
          onClose={() => setOpen(null)}
        />
      )}
      {dialog}
    </div>
  )
}

function saySame(): boolean {
  toast(wordsIn(fieldWords).same)
  return true
}

function FieldLine({ table, field, edit }: { table: Table; field: Field; edit: () => void }): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const kind = field.computed?.type ?? field.type
  const marks = [
    field.slug === table.title && w.titleField,
    field.required && w.required,
    field.unique && w.unique,
    field.readonly && !field.computed && w.readonly,
  ].filter((mark) => typeof mark === 'string')
  return (
    <button
      type="button"
      className="flex min-h-12 min-w-0 grow basis-0 flex-col items-start justify-center text-left"
      onClick={edit}
    >
      <span className="max-w-full truncate font-medium">
        <span className="sr-only">{w.edit} </span>
        {say(field.label)}
      </span>
      <span className="max-w-full truncate text-sm text-soft">
        {[say(labelOfKind(kind)), ...marks].join(' · ')}
      </span>
    </button>
  )
}
