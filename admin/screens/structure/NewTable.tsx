import { Link } from '@tanstack/react-router'
import { type ReactNode, useId, useState } from 'react'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Tabs } from '../../parts/Tabs.tsx'
import { BlankStart } from './BlankStart.tsx'
import { FileStart } from './FileStart.tsx'
import { newWords } from './new-words.ts'
import { TemplateStart } from './TemplateStart.tsx'

type Start = 'blank' | 'template' | 'file'
const starts: Readonly<Record<Start, () => ReactNode>> = {
  blank: BlankStart,
  template: TemplateStart,
  file: FileStart,
}

/** A table is made: from nothing, from a template, or from what a file holds. */
export function NewTable(): ReactNode {
  const w = useWords(newWords)
  const id = useId()
  const { is_admin: isAdmin } = useHere()
  const [start, setStart] = useState<Start>('blank')
  const Body = starts[start]
  if (!isAdmin)
    return (
      <Empty icon="lock" title={w.notYours}>
        <Link to="/" className="link">
          Sugu
        </Link>
      </Empty>
    )
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 p-4 sm:p-6">
      <header>
        <h1 className="text-xl font-bold">{w.title}</h1>
        <p className="mt-1 text-soft">{w.lead}</p>
      </header>
      <Tabs
        label={w.how}
        panel={id}
        chosen={start}
        onChoose={setStart}
        tabs={(Object.keys(starts) as Start[]).map((name) => ({ name, label: w[name] }))}
      />
      <div id={id} role="tabpanel" aria-labelledby={`${id}-${start}`}>
        <Body />
      </div>
    </div>
  )
}
