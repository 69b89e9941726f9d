import { type ReactNode, useId, useState } from 'react'
import { textDifferences } from '#model/text-differences.ts'
import type { Clash, Difference } from '#model/versions.ts'
import { widgetOf } from '../../fields/index.ts'
import type { Field, Table } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import type { Form } from './use-form.ts'
import { settleClash } from './work.ts'

const words = dictionary({
  title: ['Deux personnes ont modifié cette ligne', 'Two people changed this row'],
  lead: [
    'Pour chaque champ que vous avez changé tous les deux, gardez une des deux valeurs. Le reste est déjà réuni.',
    'For each field that you both changed, keep one of the two values. The rest is put together already.',
  ],
  mine: ['La mienne', 'Mine'],
  theirs: ['La leur', 'Theirs'],
  was: ['Avant :', 'Before:'],
  empty: ['vide', 'empty'],
  also: ['Changé aussi par l’autre personne, et repris', 'Also changed by the other person, and taken in'],
  keep: ['Enregistrer ce choix', 'Save this choice'],
  later: ['Continuer ma saisie', 'Go on with my entry'],
  allMine: ['Tout garder de moi', 'Keep all of mine'],
  allTheirs: ['Tout prendre d’eux', 'Take all of theirs'],
})

interface ConflictProps {
  readonly form: Form
  readonly onClose: () => void
  readonly onSettled: () => void
}

/** Both versions, field by field: whichever is chosen, the other is in the history or was on the screen. */
export function Conflict({ form, onClose, onSettled }: ConflictProps): ReactNode {
  const w = useWords(words)
  const { clash } = form.work
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  if (!clash) return null
  const { clashes, theirs } = clash.merge
  const choose = (slug: string, isTheirs: boolean) =>
    setTaken(new Set([...taken].filter((one) => one !== slug).concat(isTheirs ? [slug] : [])))
  const settle = () => {
    settleClash(form.store, taken)
    onSettled()
  }
  return (
    <Dialog
      title={w.title}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {w.later}
          </Button>
          <Button look="main" onClick={settle}>
            {w.keep}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <p className="text-soft">{w.lead}</p>
        {clashes.length > 1 && (
          <div className="flex flex-wrap gap-2">
            <Button small onClick={() => setTaken(new Set())}>
              {w.allMine}
            </Button>
            <Button small onClick={() => setTaken(new Set(clashes.map(({ field }) => field.slug)))}>
              {w.allTheirs}
            </Button>
          </div>
        )}
        {clashes.map((one) => (
          <Choice
            key={one.field.slug}
            table={form.table}
            clash={one}
            isTheirs={taken.has(one.field.slug)}
            choose={choose}
          />
        ))}
        {theirs.length > 0 && <Also table={form.table} theirs={theirs} />}
      </div>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly table: Table
  readonly clash: Clash
  readonly isTheirs: boolean
  readonly choose: (slug: string, isTheirs: boolean) => void
}

function Choice({ table, clash: { field, base, mine, theirs }, isTheirs, choose }: ChoiceProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const name = useId()
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-semibold">{say(field.label)}</legend>
      <p className="text-sm text-soft">
        {w.was} <Value table={table} field={field as Field} value={base} />
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        {[false, true].map((one) => (
          <label
            key={String(one)}
            className={`flex min-w-0 cursor-pointer gap-2.5 rounded-box border p-3 has-focus-visible:outline-2 has-focus-visible:outline-primary ${one === isTheirs ? 'border-primary bg-secondary' : 'border-base-300'}`}
          >
            <input
              type="radio"
              name={name}
              className="radio radio-sm radio-primary mt-0.5"
              checked={one === isTheirs}
              onChange={() => choose(field.slug, one)}
            />
            <span className="flex min-w-0 flex-col gap-1">
              <span className="text-sm font-medium">{one ? w.theirs : w.mine}</span>
              <Value table={table} field={field as Field} value={one ? theirs : mine} before={base} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Also({ table, theirs }: { table: Table; theirs: readonly Difference[] }): ReactNode {
  const w = useWords(words)
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{w.also}</h3>
      <Changes table={table} changes={theirs} />
    </section>
  )
}

interface ChangesProps {
  readonly table: Table
  readonly changes: readonly Difference[]
  readonly after?: (field: Field) => ReactNode
  /** There was nothing before: what is, is all that there is to say. */
  readonly isNew?: boolean
}

/** What was, and what is, line by line; of a long text, word by word. */
export function Changes({ table, changes, after, isNew }: ChangesProps): ReactNode {
  const say = useSay()
  return (
    <dl className="flex flex-col gap-2">
      {changes.map(({ field, from, to }) => (
        <div
          key={field.slug}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 rounded-field bg-base-200 px-3 py-2"
        >
          <dt className="text-sm font-medium">{say(field.label)}</dt>
          <dd className="row-span-2 self-center">{after?.(field as Field)}</dd>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            {isLong(field as Field, from, to) ? (
              <Value table={table} field={field as Field} value={to} before={from} />
            ) : (
              <>
                {!isNew && (
                  <>
                    <span className="line-through decoration-base-content/50">
                      <Value table={table} field={field as Field} value={from} />
                    </span>
                    <span aria-hidden="true">→</span>
                  </>
                )}
                <Value table={table} field={field as Field} value={to} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const isLong = ({ type }: Field, from: unknown, to: unknown): boolean =>
  (type === 'long_text' || type === 'text') &&
  typeof from === 'string' &&
  typeof to === 'string' &&
  from.length + to.length > 60

interface ValueProps {
  readonly table: Table
  readonly field: Field
  readonly value: unknown
  readonly before?: unknown
}

function Value({ table, field, value, before }: ValueProps): ReactNode {
  const w = useWords(words)
  const { Show } = widgetOf(field.type)
  const isEmpty =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  if (isEmpty) return <em className="text-soft">{w.empty}</em>
  if (before !== undefined && isLong(field, before, value))
    return <Words from={String(before)} to={String(value)} />
  return <Show field={field} value={value} table={table} />
}

function Words({ from, to }: { from: string; to: string }): ReactNode {
  const looks = {
    gone: 'text-error line-through decoration-1',
    new: 'font-medium text-success underline decoration-1',
    same: '',
  }
  const tags = { gone: 'del', new: 'ins', same: 'span' } as const
  return (
    <span className="whitespace-pre-wrap break-words">
      {textDifferences(from, to).map(({ kind, text }, at) => {
        const Tag = tags[kind]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no names, and do not move
          <Tag key={at} className={looks[kind]}>
            {text}
          </Tag>
        )
      })}
    </span>
  )
}
