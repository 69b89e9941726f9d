import { type ReactNode, Suspense, useRef, useState } from 'react'
import { isAlwaysTrue, type Where } from '#model/where.ts'
import { useTable } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { FilterPanel } from '../grid/FilterPanel.tsx'
import { rightsWords } from './rights-words.ts'

interface DialogProps {
  readonly slug: string
  readonly title: string
  readonly where: Where
  readonly use: (where: Where) => void
  readonly close: () => void
}

/** A condition of one's own on the rows, put together as a filter is. */
export function RowsDialog({ slug, title, where, use, close }: DialogProps): ReactNode {
  const w = useWords(rightsWords)
  const [now, setNow] = useState(where)
  const latest = useRef(where)
  const put = (next: Where) => {
    latest.current = next
    setNow(next)
  }
  // What was typed a moment ago is told a moment later.
  const take = async () => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    use(latest.current)
    close()
  }
  return (
    <Dialog
      title={title}
      width="large"
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{w.cancel}</Button>
          <Button look="main" disabled={isAlwaysTrue(now)} onClick={take}>
            {w.use}
          </Button>
        </>
      }
    >
      <p className="mb-3 text-soft">{w.rowsWhy}</p>
      <Suspense fallback={<Skeleton lines={3} />}>
        <Conditions slug={slug} where={where} change={put} close={close} />
      </Suspense>
    </Dialog>
  )
}

function Conditions({
  slug,
  where,
  change,
  close,
}: {
  slug: string
  where: Where
  change: (where: Where) => void
  close: () => void
}): ReactNode {
  const table = useTable(slug)
  return <FilterPanel table={table} where={where} onChange={change} onClose={close} begin={null} />
}
