import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { PastedCells } from './PastedCells.tsx'
import { type Report, send } from './report.ts'
import { words } from './words.ts'

export function FileStep({ table, onSent }: { table: string; onSent: (id: number) => unknown }): ReactNode {
  const w = useWords(words)
  const [sent, setSent] = useState<string | null>(null)
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file || sent !== null) return
    setSent(file.name)
    try {
      await onSent(await send(table, file))
    } catch (error) {
      setSent(null)
      sayProblem(error)
    }
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={`flex flex-col items-center gap-3 rounded-box border-2 border-dashed px-4 py-10 text-center ${isOver ? 'border-primary bg-secondary' : 'border-base-300'}`}
      >
        <Icon name="upload" className="size-8 text-soft" />
        <p className="text-lg font-semibold">{sent === null ? w.drop : w.sending(sent)}</p>
        <p className="max-w-lg text-soft">{w.kinds}</p>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,.xlsx,.json"
          onChange={({ target }) => void take(target.files?.[0])}
        />
        <Button look="main" icon="file" busy={sent !== null} onClick={() => picker.current?.click()}>
          {w.choose}
        </Button>
        <p className="text-sm text-soft">{w.nothingYet}</p>
      </div>
      <PastedCells busy={sent !== null} take={take} />
      <Past table={table} />
    </>
  )
}

/** What was imported before, to be looked at or undone. */
function Past({ table }: { table: string }): ReactNode {
  const w = useWords(words)
  const f = useFormat()
  const { data } = useQuery({
    queryKey: ['imports', table],
    queryFn: ({ signal }) => api.get<{ results: Report[] }>(`/api/${table}/imports/`, undefined, { signal }),
    staleTime: 0,
  })
  const written = data?.results.filter(({ options }) => !options.dry_run) ?? []
  if (written.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{w.past}</h2>
      <ul className="divide-y divide-base-300 rounded-box border border-base-300">
        {written.slice(0, 10).map(({ id, name, status, created, updated, created_at }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2.5">
            <Link
              to="/tables/$table/importer"
              params={{ table }}
              search={{ import: id }}
              className="link link-hover min-w-0 grow truncate font-medium"
            >
              {name}
            </Link>
            <span className="text-sm text-soft">
              {status === 'undone'
                ? w.undone
                : `${w.added(f.number(created))}, ${w.changed(f.number(updated))}`}
            </span>
            <span className="text-sm text-soft">{f.instant(created_at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
