import { type ReactNode, useId } from 'react'
import { useOffered } from '../../fields/choices.ts'
import { isUnread, widgetOf } from '../../fields/index.ts'
import { type Field, fieldOf, type Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { type Effect, effectsFor, type EffectName as Name, type RuleDraft } from './rule-draft.ts'
import { ruleWords } from './rule-words.ts'

const select = 'select select-sm h-9 max-w-full pointer-coarse:min-h-11 pointer-coarse:text-lg'

interface EffectsProps {
  readonly table: Table
  readonly draft: RuleDraft
  readonly set: (part: Partial<RuleDraft>) => void
}

/** Of which field, and what follows for it. */
export function Effects({ table, draft: { field: slug, effects }, set }: EffectsProps): ReactNode {
  const w = useWords(ruleWords)
  const id = useId()
  const field = fieldOf(table, slug)
  const offered = effectsFor(field)
  const kindOf = (name: Name) => name.split(' ')[0]
  const free = offered.filter((name) => !effects.some((one) => kindOf(one.name) === kindOf(name)))
  const put = (at: number, effect: Effect) => set({ effects: effects.with(at, effect) })
  const choose = (next: string) => {
    const fits = effectsFor(fieldOf(table, next))
    const kept = effects.filter(({ name }) => fits.includes(name) && name !== 'options' && name !== 'value')
    set({ field: next, effects: kept.length > 0 ? kept : [{ name: fits[0]!, value: null }] })
  }
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-semibold">
        {w.then}
      </h3>
      <FieldChoice table={table} chosen={slug} choose={choose} />
      {effects.map((effect, at) => (
        <div key={effect.name} className="flex flex-wrap items-start gap-2">
          <EffectName
            at={at}
            effect={effect}
            offered={offered.filter((name) => kindOf(name) === kindOf(effect.name) || free.includes(name))}
            choose={(name) => put(at, { name, value: null })}
          />
          {field && (
            <EffectValue
              table={table}
              field={field}
              effect={effect}
              set={(value) => put(at, { ...effect, value })}
            />
          )}
          {effects.length > 1 && (
            <IconButton
              small
              icon="close"
              label={w.removeEffect(at + 1)}
              onClick={() => set({ effects: effects.toSpliced(at, 1) })}
            />
          )}
        </div>
      ))}
      {free.length > 0 && (
        <Button
          small
          icon="plus"
          className="self-start"
          onClick={() => set({ effects: [...effects, { name: free[0]!, value: null }] })}
        >
          {w.addEffect}
        </Button>
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly table: Table
  readonly chosen: string
  readonly choose: (slug: string) => void
}

function FieldChoice({ table, chosen, choose }: ChoiceProps): ReactNode {
  const w = useWords(ruleWords)
  const say = useSay()
  return (
    <select
      aria-label={w.field}
      className={`${select} w-64`}
      value={chosen}
      onChange={({ target }) => choose(target.value)}
    >
      {table.fields.map(({ slug, label }) => (
        <option key={slug} value={slug}>
          {say(label)}
        </option>
      ))}
    </select>
  )
}

interface NameProps {
  readonly at: number
  readonly effect: Effect
  readonly offered: readonly Name[]
  readonly choose: (name: Name) => void
}

function EffectName({ at, effect, offered, choose }: NameProps): ReactNode {
  const w = useWords(ruleWords)
  return (
    <select
      aria-label={w.effect(at + 1)}
      className={`${select} w-56`}
      value={effect.name}
      onChange={({ target }) => choose(target.value as Name)}
    >
      {offered.map((name) => (
        <option key={name} value={name}>
          {w[name]}
        </option>
      ))}
    </select>
  )
}

interface ValueProps {
  readonly table: Table
  readonly field: Field
  readonly effect: Effect
  readonly set: (value: unknown) => void
}

function EffectValue({ table, field, effect, set }: ValueProps): ReactNode {
  const w = useWords(ruleWords)
  const id = useId()
  if (effect.name === 'options') return <Offered table={table} field={field} effect={effect} set={set} />
  if (effect.name !== 'value') return null
  const { Edit } = widgetOf(field.type)
  const { required: _, ...free } = field
  return (
    <span className="block w-56">
      <label id={`${id}-label`} htmlFor={id} className="sr-only">
        {w.newValue}
      </label>
      <Edit
        id={id}
        table={table}
        field={free as Field}
        value={effect.value}
        onChange={(value) => set(isUnread(value) ? value.text : value)}
      />
    </span>
  )
}

function Offered({ table, field, effect, set }: ValueProps): ReactNode {
  const offered = useOffered(field, table.slug)
  const chosen = Array.isArray(effect.value) ? (effect.value as string[]) : []
  return (
    <span className="flex max-w-md flex-wrap gap-1.5">
      {offered.map(({ value, label }) => (
        <label
          key={value}
          className="flex min-h-8 cursor-pointer items-center gap-1.5 rounded-full border border-base-300 px-2.5 has-checked:border-primary has-checked:bg-secondary pointer-coarse:min-h-11"
        >
          <input
            type="checkbox"
            className="checkbox checkbox-xs checkbox-primary"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              set(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {label}
        </label>
      ))}
    </span>
  )
}
