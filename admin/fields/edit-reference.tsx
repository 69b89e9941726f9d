import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { api } from '../lib/api.ts'
import { type Row, useTableIfAny } from '../lib/table.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { IconButton } from '../parts/Button.tsx'
import { only } from './edit-choice.tsx'
import type { EditProps } from './field-widget.ts'
import { Pick } from './Pick.tsx'
import { referredId, rememberTitle, titleOf, useTitle, useTitles } from './titles.ts'

const NewRow = lazy(() => import('../screens/record/NewRow.tsx').then(({ NewRow: it }) => ({ default: it })))

const words = dictionary({
  find: ['Chercher…', 'Search…'],
  add: ['Ajouter…', 'Add…'],
  create: (typed: string) => [
    typed === '' ? 'Créer une ligne' : `Créer « ${typed} »`,
    typed === '' ? 'Create a row' : `Create “${typed}”`,
  ],
  remove: (name: string) => [`Retirer ${name}`, `Remove ${name}`],
})

/** The rows of a table that fit what is typed; the latest ones while nothing is. */
function useFound(slug: string, isAsked: boolean) {
  const target = useTableIfAny(slug)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 180)
    return () => clearTimeout(timer)
  }, [typed])
  const { data, isFetching } = useQuery({
    queryKey: ['rows', slug, 'found', asked],
    enabled: isAsked && target !== undefined,
    queryFn: ({ signal }) => {
      const fields = target?.title ? `id,${target.title}` : 'id'
      const search = asked === '' || target?.search.length === 0 ? undefined : asked
      const params = { search, fields, count: 'none', page_size: 20 }
      return api.get<{ results: Row[] }>(`/api/${slug}/`, params, { signal })
    },
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const options = (data?.results ?? []).map((row) => ({
    key: String(row.id),
    label: titleOf(row, target?.title ?? null),
  }))
  return { target, options, search: setTyped, waits: isFetching || typed.trim() !== asked }
}

interface FinderProps extends EditProps {
  readonly slug: string
  readonly shown: string
  readonly chosen: number | null
  readonly without?: readonly number[]
  readonly onTake: (id: number | null) => void
  readonly onBackspace?: () => void
}

/** Finds a row, or makes it on the spot. */
function Finder({
  slug,
  shown,
  chosen,
  without = [],
  onTake,
  onBackspace,
  field,
  ...rest
}: FinderProps): ReactNode {
  const w = useWords(words)
  const [isAsked, setAsked] = useState(false)
  const found = useFound(slug, isAsked)
  const [making, setMaking] = useState<string | null>(null)
  const take = (key: string | null) => {
    const option = found.options.find((one) => one.key === key)
    if (option) rememberTitle(slug, Number(option.key), option.label)
    onTake(key === null ? null : Number(key))
  }
  const mayCreate = found.target?.may.create ?? false
  return (
    <>
      <Pick
        {...only(rest)}
        shown={shown}
        chosen={chosen === null ? null : String(chosen)}
        options={found.options.filter(({ key }) => !without.includes(Number(key)))}
        waits={found.waits}
        placeholder={without.length > 0 ? w.add : w.find}
        clearable={chosen !== null && !field.required}
        onPick={take}
        onSearch={(text) => {
          setAsked(true)
          found.search(text)
        }}
        {...(onBackspace && { onBackspace })}
        {...(mayCreate && { create: { label: w.create, run: setMaking } })}
      />
      {making !== null && (
        <Suspense>
          <NewRow
            table={slug}
            typed={making}
            onClose={() => setMaking(null)}
            onMade={(row) => {
              rememberTitle(slug, row.id, titleOf(row, found.target?.title ?? null))
              setMaking(null)
              onTake(row.id)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

export function EditReference(props: EditProps): ReactNode {
  const { field, value, onChange } = props
  const slug = field.type === 'reference' ? field.table : ''
  const id = referredId(value)
  const title = useTitle(slug, id)
  return <Finder {...props} slug={slug} shown={title ?? ''} chosen={id} onTake={onChange} />
}

export function EditReferences(props: EditProps): ReactNode {
  const w = useWords(words)
  const { field, value, onChange } = props
  const slug = field.type === 'references' ? field.table : ''
  const ids = Array.isArray(value) ? value.map(referredId).filter((id) => id !== null) : []
  const titles = useTitles(slug, ids)
  return (
    <div className="flex flex-col gap-1.5">
      {ids.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {ids.map((id, i) => (
            <li
              key={id}
              className="flex max-w-full items-center rounded-full border border-base-300 bg-base-200 pl-2.5 text-sm"
            >
              <span className="truncate">{titles[i]}</span>
              <IconButton
                small
                icon="close"
                label={w.remove(titles[i] ?? '')}
                className="rounded-full"
                onClick={() => onChange(ids.filter((other) => other !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      <Finder
        {...props}
        slug={slug}
        shown=""
        chosen={null}
        without={ids}
        onTake={(id) => id !== null && !ids.includes(id) && onChange([...ids, id])}
        onBackspace={() => ids.length > 0 && onChange(ids.slice(0, -1))}
      />
    </div>
  )
}
