import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { FileFields, type Proposal } from './FileFields.tsx'
import { newWords } from './new-words.ts'

interface Read {
  readonly file: File
  readonly proposal: Proposal
}

/** A file's own columns become fields; then its rows come in by the import. */
export function FileStart(): ReactNode {
  const go = useNavigate()
  const [read, setRead] = useState<Read | null>(null)
  const [reading, setReading] = useState<string | null>(null)
  const take = async (file: File | undefined) => {
    if (!file || reading !== null) return
    setReading(file.name)
    try {
      const form = new FormData()
      form.set('file', file, file.name)
      setRead({ file, proposal: await api.post<Proposal>('/api/meta/proposals/', form) })
    } catch (error) {
      sayProblem(error)
    } finally {
      setReading(null)
    }
  }
  if (!read) return <Drop reading={reading} take={take} />
  return (
    <FileFields
      key={read.file.name + read.file.size}
      file={read.file}
      proposal={read.proposal}
      again={() => setRead(null)}
      onImport={(table, id) =>
        go({ to: '/tables/$table/importer', params: { table }, search: { import: id } })
      }
    />
  )
}

function Drop({
  reading,
  take,
}: {
  reading: string | null
  take: (file: File | undefined) => Promise<void>
}): ReactNode {
  const w = useWords(newWords)
  const [isOver, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const hover = (is: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(is)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button within does the same
    <div
      onDragOver={hover(true)}
      onDragLeave={hover(false)}
      onDrop={(event) => {
        hover(false)(event)
        void take(event.dataTransfer.files[0])
      }}
      className={`flex flex-col items-center gap-3 rounded-box border-2 border-dashed px-4 py-10 text-center ${isOver ? 'border-primary bg-secondary' : 'border-base-300'}`}
    >
      <Icon name="upload" className="size-8 text-soft" />
      <p className="max-w-full text-lg font-semibold break-words">
        {reading === null ? w.drop : w.reading(reading)}
      </p>
      <p className="max-w-lg text-soft">{w.kinds}</p>
      <input
        ref={picker}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.json"
        onChange={({ target }) => void take(target.files?.[0])}
      />
      <Button look="main" icon="file" busy={reading !== null} onClick={() => picker.current?.click()}>
        {w.choose}
      </Button>
    </div>
  )
}
