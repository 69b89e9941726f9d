import { type ReactNode, useId, useState } from 'react'
import type { Rule } from '#model/rules.ts'
import { sayRule } from '#model/say-rule.ts'
import type { Leaf } from '#model/where.ts'
import { useLocale } from '../../fields/locale.ts'
import { Problem } from '../../lib/problem.ts'
import { fieldOf, type Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { Conditions } from '../grid/FilterPanel.tsx'
import { type Group, newDraft, type Part } from '../grid/filter.ts'
import { asModel } from './draft.ts'
import { Effects } from './Effects.tsx'
import { asTicks, canAsk, draftOfRule, isWhole, newRule, type RuleDraft, ruleOf } from './rule-draft.ts'
import { ruleWords } from './rule-words.ts'

interface RuleProps {
  readonly table: Table
  /** Null: a new one. */
  readonly rule: Rule | null
  readonly onDone: (rule: Rule) => Promise<boolean>
  readonly onClose: () => void
}

/** A rule as a sentence: when the row looks so, the field behaves so. */
export function RuleDialog({ table, rule, onDone, onClose }: RuleProps): ReactNode {
  const w = useWords(ruleWords)
  const locale = useLocale()
  const id = useId()
  const [draft, setDraft] = useState<RuleDraft>(() => {
    const first = rule ? draftOfRule(rule) : newRule(table)
    return { ...first, group: asTicks(first.group, (slug) => fieldOf(table, slug)) }
  })
  const [wrong, setWrong] = useState<readonly string[]>([])
  const set = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part })
  const send = async () => {
    if (!isWhole(draft.group)) return setWrong([w.incomplete])
    try {
      setWrong([])
      if (await onDone(ruleOf(draft))) onClose()
    } catch (error) {
      if (!(error instanceof Problem)) return sayProblem(error)
      const said = Object.values(error.errors).flatMap((found) => found.map(({ message }) => message))
      setWrong(said.length > 0 ? said : [error.detail])
    }
  }
  return (
    <Dialog
      title={rule ? w.editTitle : w.newTitle}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w.cancel}</Button>
          <Button look="main" disabled={draft.effects.length === 0} onClick={send}>
            {w.save}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <div
          role="status"
          className="sticky top-0 z-10 rounded-field bg-secondary px-3 py-2 break-words text-secondary-content"
        >
          <span className="sr-only">{w.sentence} : </span>
          {sayRule(ruleOf(draft), asModel(table), { locale })}
        </div>
        <section aria-labelledby={id}>
          <h3 id={id} className="mb-2 font-semibold">
            {w.when}
          </h3>
          <When table={table} group={draft.group} set={(group) => set({ group })} />
        </section>
        <Effects table={table} draft={draft} set={set} />
        {wrong.length > 0 && <Alert kind="wrong">{wrong.join(' ')}</Alert>}
      </div>
    </Dialog>
  )
}

interface WhenProps {
  readonly table: Table
  readonly group: Group
  readonly set: (group: Group) => void
}

function When({ table, group, set }: WhenProps): ReactNode {
  const w = useWords(ruleWords)
  const add = (part: Part) => set({ ...group, parts: [...group.parts, part] })
  const days = table.fields.filter(({ type }) => type === 'date')
  return (
    <>
      {group.parts.length === 0 ? (
        <p className="text-soft">{w.always}</p>
      ) : (
        <Conditions table={table} group={group} set={set} depth={0} lead={w.if} />
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button small icon="plus" disabled={!canAsk(table)} onClick={() => add(newDraft(table))}>
          {w.addCondition}
        </Button>
        <Button
          small
          look="quiet"
          disabled={!canAsk(table)}
          onClick={() => add({ join: group.join === 'all' ? 'any' : 'all', parts: [newDraft(table)] })}
        >
          {w.addGroup}
        </Button>
        {days.length > 0 && <Today table={table} add={add} />}
      </div>
    </>
  )
}

/** A day compared with the day on which the form is open. */
function Today({ table, add }: { table: Table; add: (part: Part) => void }): ReactNode {
  const w = useWords(ruleWords)
  const say = useSay()
  const kept = (field: string, op: 'lt' | 'gt' | 'eq'): Part => ({
    kept: { field, op, value: { var: 'today' } } satisfies Leaf,
  })
  return (
    <Menu
      className="btn btn-ghost btn-sm font-medium pointer-coarse:min-h-11"
      up
      button={w.today}
      entries={table.fields
        .filter(({ type }) => type === 'date')
        .flatMap(({ slug, label }) => [
          { label: w.before(say(label)), run: () => add(kept(slug, 'lt')) },
          { label: w.isToday(say(label)), run: () => add(kept(slug, 'eq')) },
          { label: w.after(say(label)), run: () => add(kept(slug, 'gt')) },
        ])}
    />
  )
}
