import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Field as ModelField } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Difference } from '#model/versions.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Changes } from './Conflict.tsx'

interface Line {
  readonly version: number
  readonly verb: string
  readonly at: string
  readonly actor: string
  readonly name: string | null
  readonly changes: Readonly<Record<string, { readonly from: Json; readonly to: Json }>>
}

const words = dictionary({
  create: ['a créé la ligne', 'created the row'],
  update: ['a modifié', 'changed'],
  delete: ['a supprimé la ligne', 'deleted the row'],
  restore: ['a rétabli une version', 'brought a version back'],
  import: ['a importé', 'imported'],
  other: (verb: string) => [`a fait « ${verb} »`, `did “${verb}”`],
  system: ['Sugu', 'Sugu'],
  somebody: ['Quelqu’un', 'Somebody'],
  stranger: ['Un visiteur', 'A visitor'],
  now: ['Version actuelle', 'Current version'],
  back: ['Rétablir cette version', 'Bring this version back'],
  backField: (field: string) => [
    `Rendre à ${field} sa valeur d’avant`,
    `Give ${field} its former value back`,
  ],
  done: (version: number) => [`Version ${version} rétablie`, `Version ${version} brought back`],
  undo: ['Annuler', 'Undo'],
  none: ['Aucun historique', 'No history'],
  noneLead: [
    'Chaque modification de cette ligne apparaîtra ici.',
    'Every change of this row will appear here.',
  ],
})

interface HistoryProps {
  readonly table: Table
  readonly row: Row
  readonly mayRestore: boolean
  readonly onRow: (row: Row) => void
}

/** Everything that happened to the row, the newest first; any of it can be brought back, and that too undone. */
export function History({ table, row, mayRestore, onRow }: HistoryProps): ReactNode {
  const w = useWords(words)
  const { data } = useQuery({
    queryKey: ['history', table.slug, row.id, row.version],
    queryFn: ({ signal }) =>
      api.get<{ results: Line[] }>(`/api/${table.slug}/${row.id}/history/`, undefined, { signal }),
  })
  const restore = useRestore(table, row, onRow)
  if (!data) return <Skeleton lines={8} />
  if (data.results.length === 0)
    return (
      <Empty icon="history" title={w.none}>
        {w.noneLead}
      </Empty>
    )
  return (
    <ol className="flex flex-col gap-5">
      {data.results.map((line, i) => (
        <li key={line.version} className="flex flex-col gap-2 border-l-2 border-base-300 pl-4">
          <Head table={table} line={line} />
          <Changes
            table={table}
            changes={changesOf(table, line)}
            isNew={line.verb === 'create'}
            after={(field) =>
              mayRestore &&
              line.version > 1 && (
                <FieldBack field={field} onBack={() => restore(line.version - 1, [field.slug])} />
              )
            }
          />
          {i === 0 ? (
            <span className="text-sm text-soft">{w.now}</span>
          ) : (
            mayRestore && (
              <Button small icon="undo" className="self-start" onClick={() => restore(line.version)}>
                {w.back}
              </Button>
            )
          )}
        </li>
      ))}
    </ol>
  )
}

/** Brings back a version, or some fields of it; and takes that back again. */
function useRestore(table: Table, row: Row, onRow: (row: Row) => void) {
  const w = useWords(words)
  const ask = (version: number, fields?: readonly string[]) =>
    api.post<Row>(`/api/${table.slug}/${row.id}/restore/`, { version, ...(fields && { fields }) })
  return async (version: number, fields?: readonly string[]) => {
    const before = row.version
    try {
      onRow(await ask(version, fields))
      toast(w.done(version), { label: w.undo, run: () => ask(before).then(onRow, sayProblem) })
    } catch (error) {
      sayProblem(error)
    }
  }
}

function FieldBack({ field, onBack }: { field: Field; onBack: () => unknown }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  return <IconButton small icon="undo" label={w.backField(say(field.label))} onClick={onBack} />
}

function changesOf(table: Table, { verb, changes }: Line): Difference[] {
  const isNew = verb === 'create'
  return table.fields.flatMap((field) => {
    const change = changes[field.slug]
    const isNothing =
      change && isNew && (change.to === null || (Array.isArray(change.to) && change.to.length === 0))
    return change && !isNothing ? [{ field: field as ModelField, ...change }] : []
  })
}

function Head({ table, line }: { table: Table; line: Line }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const verb = table.verbs.find(({ name }) => name === line.verb)
  const format = useFormat()
  const known: Readonly<Record<string, string>> = {
    create: w.create,
    update: w.update,
    delete: w.delete,
    restore: w.restore,
    import: w.import,
  }
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <strong className="font-semibold">{whoIn(line, w)}</strong>
      <span>{known[line.verb] ?? w.other(verb ? say(verb.label) : line.verb)}</span>
      <time dateTime={line.at} title={format.instant(line.at)} className="text-sm text-soft">
        {format.ago(line.at)} · {format.instant(line.at)}
      </time>
    </p>
  )
}

function whoIn({ name, actor }: Line, w: { system: string; somebody: string; stranger: string }): string {
  if (name) return name
  return actor.startsWith('system') ? w.system : actor === 'anonymous' ? w.stranger : w.somebody
}
