import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { inLanguage } from '#model/language.ts'
import { sayWhere } from '#model/say-where.ts'
import { type Action, type Allow, actions } from '#model/table.ts'
import { useLocale } from '../../fields/locale.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'

import { asModel, type Change, problemsAt } from './draft.ts'
import { planWords } from './plan-words.ts'
import { refresh, undoThis } from './planning.ts'
import { structureWords } from './structure-words.ts'
import { usePlanner } from './use-planner.tsx'

/** The table as a whole: what it is called, who may do what, and its end. */
export function TableTab({ table }: { table: Table }): ReactNode {
  return (
    <div className="flex flex-col gap-6">
      <Names table={table} />
      <Rights table={table} />
      <Drop table={table} />
    </div>
  )
}

function Names({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const go = useNavigate()
  const [label, setLabel] = useState(table.label)
  const [slug, setSlug] = useState(table.slug)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { propose, dialog } = usePlanner(table, async () => {
    await refresh(table.slug)
    if (slug === table.slug) return
    await go({ to: '/tables/$table/structure', params: { table: slug }, search: { onglet: 'table' } })
  })
  const said = { fr: label.fr.trim(), ...(label.en && { en: label.en.trim() }) }
  const changes: Change[] = [
    ...(slug === table.slug ? [] : [{ change: 'rename', to: slug }]),
    ...(JSON.stringify(said) === JSON.stringify(table.label) ? [] : [{ change: 'label', label: said }]),
  ]
  const send = async () => {
    setProblem(null)
    await propose(changes).catch((error: unknown) =>
      error instanceof Problem ? setProblem(error) : sayProblem(error),
    )
  }
  const inputs = [
    ['label', w.label, label.fr, (fr: string) => setLabel({ ...label, fr }), 120, undefined],
    [
      'en',
      w.english,
      label.en ?? '',
      (en: string) => setLabel({ fr: label.fr, ...(en && { en }) }),
      120,
      undefined,
    ],
    ['to', w.slug, slug, setSlug, 40, w.slugHelp],
  ] as const
  return (
    <section className="grid gap-3 sm:grid-cols-2">
      {inputs.map(([name, called, value, set, max, help]) => (
        <Field key={name} label={called} help={help} errors={problemsAt(problem, name)}>
          {(tied) => (
            <input
              {...tied}
              className={inputClass}
              maxLength={max}
              value={value}
              onChange={({ target }) => set(target.value)}
            />
          )}
        </Field>
      ))}
      <div className="self-end">
        <Button look="main" disabled={changes.length === 0} onClick={send}>
          {w.apply}
        </Button>
      </div>
      {problem && Object.keys(problem.errors).length === 0 && <p className="text-error">{problem.detail}</p>}
      {dialog}
    </section>
  )
}

function Rights({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const { allow = {} } = table as Table & { allow?: Allow }
  return (
    <section aria-label={w.rights}>
      <h2 className="font-semibold">{w.rights}</h2>
      <p className="text-sm text-soft">{w.rightsHelp}</p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {actions.map((action) => (
          <div key={action} className="contents">
            <dt className="text-soft">{w[action]}</dt>
            <dd className="min-w-0 break-words">
              <Granted table={table} allow={allow} action={action} />
            </dd>
          </div>
        ))}
      </dl>
      <Link to="/tables/$table" params={{ table: 'groups' }} className="link mt-2 inline-block">
        {w.groups}
      </Link>
    </section>
  )
}

/** A role includes those above it: the widest says it all. */
function Granted({ table, allow, action }: { table: Table; allow: Allow; action: Action }): ReactNode {
  const w = useWords(structureWords)
  const locale = useLocale()
  const grants = allow[action] ?? []
  if (grants.length === 0) return w.site_admin
  return grants
    .map(({ to, where }) => (where ? `${w[to]} (${sayWhere(where, asModel(table), { locale })})` : w[to]))
    .join(', ')
}

function Drop({ table }: { table: Table }): ReactNode {
  const w = useWords(structureWords)
  const pw = useWords(planWords)
  const go = useNavigate()
  const locale = useLocale()
  const { propose, dialog } = usePlanner(table, async (change) => {
    await go({ to: '/' })
    await queries.invalidateQueries({ queryKey: ['here'] })
    toast(w.dropped(inLanguage(table.label, locale.language)), {
      label: pw.undo,
      run: () => undoThis(table.slug, change),
    })
  })
  return (
    <section aria-label={w.drop} className="rounded-box border border-error/40 p-4">
      <p className="mb-2">{w.dropHelp}</p>
      <Button look="danger" icon="trash" onClick={() => propose([{ change: 'drop' }]).catch(sayProblem)}>
        {w.drop}
      </Button>
      {dialog}
    </section>
  )
}
