import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type ComputedKind, rollupOps } from '#model/computed/computed.ts'
import { api } from '../../lib/api.ts'
import { type Table, useTableIfAny } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { computedWords } from './computed-words.ts'
import { FormulaEditor } from './FormulaEditor.tsx'
import { SelectSetting } from './setting-inputs.tsx'
import type { TypeSettingsProps } from './TypeSettings.tsx'

/** How a field is worked out: from its row, from the row that a link leads to, or from many. */
export function ComputedSettings(props: TypeSettingsProps & { readonly kind: ComputedKind }): ReactNode {
  if (props.kind === 'formula') return <FormulaEditor {...props} />
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {props.kind === 'lookup' ? <Lookup {...props} /> : <Rollup {...props} />}
    </div>
  )
}

const isLink = (type: string): boolean => type === 'reference' || type === 'references'

function Lookup(props: TypeSettingsProps): ReactNode {
  const w = useWords(computedWords)
  const say = useSay()
  const links = props.others.filter(({ type }) => isLink(type))
  const link = links.find(({ slug }) => slug === props.settings.through)
  const target = useTableIfAny(link?.settings.table as string | undefined)
  if (links.length === 0) return <Alert>{w.noLink}</Alert>
  return (
    <>
      <SelectSetting
        {...props}
        name="through"
        label={w.through}
        options={[['', w.choose], ...links.map(({ slug, label }) => [slug, say(label)] as const)]}
      />
      <SelectSetting
        {...props}
        name="field"
        label={w.source}
        options={[
          ['', w.choose],
          ...(target?.fields ?? [])
            .filter(({ type }) => !isLink(type))
            .map(({ slug, label }) => [slug, say(label)] as const),
        ]}
      />
    </>
  )
}

const useDefinitions = () =>
  useQuery({
    queryKey: ['definitions'],
    queryFn: ({ signal }) =>
      api
        .get<{ results: Table[] }>('/api/meta/tables/', undefined, { signal })
        .then(({ results }) => results),
    staleTime: 30_000,
  })

/** The rows that lead here, by their table and their link; or those that an own list of links names. */
interface Source {
  readonly name: string
  readonly label: string
  readonly target: Table | undefined
  readonly settings: Readonly<Record<string, unknown>>
}

function useSources({ table, others }: TypeSettingsProps): readonly Source[] {
  const w = useWords(computedWords)
  const say = useSay()
  const { data: tables = [] } = useDefinitions()
  const theirs = tables.flatMap((target) =>
    target.fields
      .filter((field) => isLink(field.type) && (field as { table?: string }).table === table)
      .map(({ slug, label }) => ({
        name: `${target.slug} ${slug}`,
        label: w.linkedBy(say(target.label), say(label)),
        target,
        settings: { table: target.slug, by: slug, through: undefined },
      })),
  )
  const own = others
    .filter(({ type }) => type === 'references')
    .map(({ slug, label, settings }) => ({
      name: slug,
      label: w.own(say(label)),
      target: tables.find((one) => one.slug === settings.table),
      settings: { table: undefined, by: undefined, through: slug },
    }))
  return [...theirs, ...own]
}

function Rollup(props: TypeSettingsProps): ReactNode {
  const w = useWords(computedWords)
  const say = useSay()
  const sources = useSources(props)
  const { settings, set } = props
  const source = sources.find(({ settings: one }) =>
    one.through === undefined
      ? one.table === settings.table && one.by === settings.by
      : one.through === settings.through,
  )
  if (sources.length === 0) return <Alert>{w.noRows}</Alert>
  const choose = (name: string) => {
    const chosen = sources.find((one) => one.name === name)
    for (const [key, value] of Object.entries(chosen?.settings ?? {})) set(key, value)
  }
  return (
    <>
      <SelectSetting
        {...props}
        settings={{ table: source?.name }}
        set={(_name, value) => choose(String(value))}
        name="table"
        label={w.rowsOf}
        options={[['', w.choose], ...sources.map(({ name, label }) => [name, label] as const)]}
      />
      <SelectSetting
        {...props}
        name="op"
        label={w.op}
        options={[['', w.choose], ...rollupOps.map((op) => [op, w[op]] as const)]}
      />
      {settings.op !== 'count' && settings.op !== undefined && (
        <SelectSetting
          {...props}
          name="field"
          label={w.of}
          options={[
            ['', w.choose],
            ...(source?.target?.fields ?? [])
              .filter(({ operators }) => operators.includes('gt'))
              .map(({ slug, label }) => [slug, say(label)] as const),
          ]}
        />
      )}
    </>
  )
}
