import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import type { Text } from '#model/language.ts'
import type { Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button, IconButton } from '../../parts/Button.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { Sortable } from './Sortable.tsx'
import { structureWords } from './structure-words.ts'
import { usePlanner } from './use-planner.tsx'

interface Part {
  readonly key: number
  readonly label: Text
  readonly fields: readonly string[]
}

/** The form in parts: their titles and order, and which field stands in which. */
export function FormTab({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const { propose, dialog } = usePlanner(table)
  const count = useRef(0)
  const first = () => (table.sections ?? []).map((section) => ({ ...section, key: count.current++ }))
  const [parts, setParts] = useState<readonly Part[]>(first)
  const sections = parts.map(({ label, fields }) => ({ label, fields }))
  const isSame = JSON.stringify(sections) === JSON.stringify(table.sections ?? [])
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">{parts.length === 0 ? w.noSections : w.sectionsHelp}</p>
      <Sortable
        name="sections"
        label={w.formulaire}
        items={parts}
        keyOf={({ key }) => String(key)}
        nameOf={(part) => part.label.fr || w.section(parts.indexOf(part) + 1)}
        onOrder={setParts}
      >
        {(part, at) => (
          <PartName
            part={part}
            at={at}
            put={(next) => setParts(next ? parts.with(at, next) : parts.toSpliced(at, 1))}
          />
        )}
      </Sortable>
      <Button
        small
        icon="plus"
        className="self-start"
        onClick={() => setParts([...parts, { key: count.current++, label: { fr: '' }, fields: [] }])}
      >
        {w.addSection}
      </Button>
      {parts.length > 0 && <Places table={table} parts={parts} set={setParts} />}
      <div className="flex flex-wrap gap-2">
        <Button
          look="main"
          disabled={isSame || parts.some(({ label }) => label.fr.trim() === '')}
          onClick={() => propose([{ change: 'sections', sections }]).catch(sayProblem)}
        >
          {w.apply}
        </Button>
        <Link
          to="/tables/$table/nouveau"
          params={{ table: table.slug }}
          className="btn h-9 btn-ghost font-medium pointer-coarse:min-h-11"
        >
          {w.tryForm}
        </Link>
      </div>
      <Alert>{w.why}</Alert>
      {dialog}
    </div>
  )
}

interface NameProps {
  readonly part: Part
  readonly at: number
  readonly put: (part: Part | null) => void
}

function PartName({ part, at, put }: NameProps): ReactNode {
  const w = useWords(structureWords)
  return (
    <>
      <input
        aria-label={w.sectionName(at + 1)}
        className="input my-1 h-9 min-w-0 grow basis-44 pointer-coarse:min-h-11 pointer-coarse:text-lg"
        maxLength={120}
        value={part.label.fr}
        onChange={({ target }) => put({ ...part, label: { ...part.label, fr: target.value } })}
      />
      <IconButton
        small
        icon="close"
        label={w.removeSection(part.label.fr || w.section(at + 1))}
        onClick={() => put(null)}
      />
    </>
  )
}

interface PlacesProps {
  readonly table: Table
  readonly parts: readonly Part[]
  readonly set: (parts: readonly Part[]) => void
}

/** Each field with its part; within a part they keep the table's order. */
function Places({ table, parts, set }: PlacesProps): ReactNode {
  const w = useWords(structureWords)
  const say = useSay()
  const slugs = table.fields.map(({ slug }) => slug)
  const move = (slug: string, to: number) =>
    set(
      parts.map((part, at) => {
        const others = part.fields.filter((one) => one !== slug)
        const fields = at === to ? [...others, slug] : others
        return { ...part, fields: fields.sort((a, b) => slugs.indexOf(a) - slugs.indexOf(b)) }
      }),
    )
  return (
    <ul className="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100">
      {table.fields.map(({ slug, label }) => (
        <li key={slug} className="flex items-center gap-3 px-3 py-1.5">
          <span className="min-w-0 grow truncate">{say(label)}</span>
          <select
            aria-label={w.inSection(say(label))}
            className="select select-sm w-40 shrink-0 pointer-coarse:min-h-11"
            value={parts.findIndex(({ fields }) => fields.includes(slug))}
            onChange={({ target }) => move(slug, Number(target.value))}
          >
            <option value={-1}>{w.noSection}</option>
            {parts.map((part, at) => (
              <option key={part.key} value={at}>
                {part.label.fr || w.section(at + 1)}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  )
}
