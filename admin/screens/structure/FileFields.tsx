import { type ReactNode, useState } from 'react'
import type { FieldTypeName } from '#model/fields/index.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { send as sendFile } from '../import/report.ts'
import { useTableSlug } from './making.ts'
import { newWords } from './new-words.ts'
import { type Naming, TableName } from './TableName.tsx'
import { labelOfKind } from './types-words.ts'

interface Column {
  readonly header: string
  readonly field: {
    readonly slug: string
    readonly type: FieldTypeName
    readonly label: { readonly fr: string }
    readonly [setting: string]: unknown
  }
  readonly samples: readonly string[]
  readonly filled: number
}
export interface Proposal {
  readonly columns: readonly Column[]
  readonly rows: number
}

interface Line extends Column {
  readonly isKept: boolean
  readonly type: FieldTypeName
  readonly name: string
}

interface FileProps {
  readonly file: File
  readonly proposal: Proposal
  readonly again: () => void
  readonly onImport: (table: string, id: number) => unknown
}

/** `mes_ventes.csv` is called « Mes ventes ». */
function nameOf({ name }: File): string {
  const base = name
    .replace(/\.\w{1,5}$/, '')
    .replaceAll(/[_-]+/g, ' ')
    .slice(0, 120)
  return base.charAt(0).toUpperCase() + base.slice(1)
}

/** The columns of a file, each with the field that it would be. */
export function FileFields({ file, proposal, again, onImport }: FileProps): ReactNode {
  const w = useWords(newWords)
  const f = useFormat()
  const slugFor = useTableSlug()
  const [naming, setNaming] = useState<Naming>({ label: nameOf(file), slug: '' })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [lines, setLines] = useState<readonly Line[]>(() =>
    proposal.columns.map((one) => ({
      ...one,
      isKept: one.filled > 0,
      type: one.field.type,
      name: one.field.label.fr,
    })),
  )
  const put = (at: number, part: Partial<Line>) => setLines(lines.with(at, { ...lines[at]!, ...part }))
  const kept = lines.filter(({ isKept }) => isKept)
  const make = async () => {
    setProblem(null)
    try {
      const slug = naming.slug || slugFor(naming.label)
      const label = { fr: naming.label.trim() || slug }
      const made = await api.post<{ slug: string }>(
        '/api/meta/tables/',
        { slug, label, fields: kept.map(definitionOf) },
        { key: crypto.randomUUID() },
      )
      await queries.invalidateQueries({ queryKey: ['here'] })
      toast(w.made(label.fr))
      await onImport(made.slug, await sendFile(made.slug, file))
    } catch (error) {
      if (error instanceof Problem) setProblem(error)
      else sayProblem(error)
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <TableName naming={naming} set={setNaming} problem={problem} />
      <p>{w.seen(f.number(proposal.columns.length), f.number(proposal.rows))}</p>
      <ul className="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100">
        {lines.map((line, at) => (
          <FileLine key={line.field.slug} line={line} put={(part) => put(at, part)} />
        ))}
      </ul>
      {problem && <Wrong problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={again}>{w.another}</Button>
        <Button look="main" icon="check" disabled={kept.length === 0} onClick={make}>
          {w.makeAndImport}
        </Button>
      </div>
    </div>
  )
}

const Wrong = ({ problem }: { problem: Problem }): ReactNode => (
  <Alert kind="wrong">
    {[
      problem.detail,
      ...Object.values(problem.errors).flatMap((all) => all.map(({ message }) => message)),
    ].join(' ')}
  </Alert>
)

/** Types that a text of a file can become without more being said. */
const offered: readonly FieldTypeName[] = [
  'text',
  'long_text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'email',
  'phone',
  'url',
]

/** Another type than the one that was proposed has none of its settings. */
function definitionOf({ field, type, name }: Line) {
  const label = { fr: name.trim() || field.slug }
  return type === field.type ? { ...field, label } : { slug: field.slug, label, type }
}

function FileLine({ line, put }: { line: Line; put: (part: Partial<Line>) => void }): ReactNode {
  const w = useWords(newWords)
  const say = useSay()
  const header = line.header || line.field.label.fr
  return (
    <li className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1.5 px-3 py-2.5 sm:grid-cols-[auto_1fr_12rem]">
      <input
        type="checkbox"
        className="checkbox checkbox-primary"
        aria-label={w.keep(header)}
        checked={line.isKept}
        onChange={({ target }) => put({ isKept: target.checked })}
      />
      <div className="min-w-0">
        <input
          aria-label={w.nameOf(header)}
          className="input input-sm w-full font-medium pointer-coarse:min-h-11 pointer-coarse:text-lg"
          maxLength={120}
          value={line.name}
          onChange={({ target }) => put({ name: target.value })}
        />
        <p className="mt-0.5 truncate text-sm text-soft">
          {line.samples.length > 0 ? w.samples(line.samples.join(' · ')) : w.noSamples}
        </p>
      </div>
      <select
        aria-label={w.typeOf(header)}
        className="select select-sm col-start-2 w-full pointer-coarse:min-h-11 sm:col-start-auto"
        value={line.type}
        onChange={({ target }) => put({ type: target.value as FieldTypeName })}
      >
        {[...new Set([line.field.type, ...offered])].map((type) => (
          <option key={type} value={type}>
            {say(labelOfKind(type))}
          </option>
        ))}
      </select>
    </li>
  )
}
