import { type FormEvent, type ReactNode, Suspense, useId } from 'react'
import { type Row, type Table, useTable } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Fields } from './Fields.tsx'
import { focusWrong } from './focus.ts'
import { Notices } from './Notices.tsx'
import { useSaving } from './saving.ts'
import { useForm } from './use-form.ts'
import { words } from './words.ts'

interface NewRowProps {
  readonly table: string
  /** What was looked for in vain: the new row's title. */
  readonly typed: string
  readonly onClose: () => void
  readonly onMade: (row: Row) => void
}

/** A row made on the spot, over the form that needs it. */
export function NewRow({ table: slug, typed, onClose, onMade }: NewRowProps): ReactNode {
  return (
    <Suspense
      fallback={
        <Dialog title="…" onClose={onClose}>
          <Skeleton lines={6} />
        </Dialog>
      }
    >
      <Loaded slug={slug} typed={typed} onClose={onClose} onMade={onMade} />
    </Suspense>
  )
}

function Loaded({
  slug,
  typed,
  onClose,
  onMade,
}: Omit<NewRowProps, 'table'> & { readonly slug: string }): ReactNode {
  const table: Table = useTable(slug)
  const w = useWords(words)
  const say = useSay()
  const id = useId()
  const isTitled =
    typed !== '' && table.fields.some((field) => field.slug === table.title && field.type === 'text')
  const form = useForm(table, null, null, isTitled ? { [table.title!]: typed } : {})
  const saving = useSaving(form, onMade, () => focusWrong(form))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void saving.save()
  }
  return (
    <Dialog
      title={w.newRow(say(table.label))}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button look="main" type="submit" form={id} busy={saving.state === 'saving'}>
            {w.save}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Notices form={form} saving={saving} onCompare={() => {}} />
        <Fields form={form} autoFocus />
      </form>
    </Dialog>
  )
}
