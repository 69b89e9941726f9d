import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Json } from '#model/json.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import type { Row, Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { inputClass } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { words } from './words.ts'

interface QuickAddProps {
  readonly table: Table
  readonly values: Readonly<Record<string, Json>>
  /** Where it is added, as people call it. */
  readonly place: string
}

/** A row by its name alone; where the table wants more, its form says so. */
export function QuickAdd({ table, values, place }: QuickAddProps): ReactNode {
  const w = useWords(words)
  const navigate = useNavigate()
  const [name, setName] = useState<string | null>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setName(null)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const add = async () => {
    if (!name?.trim()) return close()
    try {
      await api.post<Row>(`/api/${table.slug}/`, { ...values, [table.title!]: name.trim() })
      await queries.invalidateQueries({ queryKey: ['rows', table.slug] })
      setName('')
    } catch (error) {
      sayProblem(error)
      void navigate({ to: '/tables/$table/nouveau', params: { table: table.slug }, search: true as never })
    }
  }
  if (name === null) {
    return (
      <button
        ref={opener}
        type="button"
        aria-label={w.addIn(place)}
        onClick={() => setName('')}
        className="btn btn-ghost btn-sm m-1 justify-start font-normal text-soft pointer-coarse:min-h-11"
      >
        + {w.add}
      </button>
    )
  }
  return <NameForm name={name} setName={setName} add={add} close={close} />
}

interface NameFormProps {
  readonly name: string
  readonly setName: (name: string) => void
  readonly add: () => Promise<void>
  readonly close: () => void
}

function NameForm({ name, setName, add, close }: NameFormProps): ReactNode {
  const w = useWords(words)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <form
      className="flex flex-col gap-2 p-2"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <input
        ref={field}
        aria-label={w.title}
        className={inputClass}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button small onClick={close}>
          {w.cancel}
        </Button>
        <Button small look="main" type="submit">
          {w.add}
        </Button>
      </div>
    </form>
  )
}
