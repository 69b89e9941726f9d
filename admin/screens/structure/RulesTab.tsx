import { type ReactNode, useRef, useState } from 'react'
import type { Rule } from '#model/rules.ts'
import { sayRule } from '#model/say-rule.ts'
import { useLocale } from '../../fields/locale.ts'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { asModel } from './draft.ts'
import { OrderBar } from './OrderBar.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import { ruleWords } from './rule-words.ts'
import { Sortable } from './Sortable.tsx'
import { usePlanner } from './use-planner.tsx'

interface Kept {
  readonly key: number
  readonly rule: Rule
}

/** The rules of the form as sentences, in the order in which they speak. */
export function RulesTab({ table }: { table: Table }): ReactNode {
  const w = useWords(ruleWords)
  const locale = useLocale()
  const { propose, dialog } = usePlanner(table)
  const count = useRef(0)
  const [first] = useState<readonly Kept[]>(() => table.rules.map((rule) => ({ rule, key: count.current++ })))
  const [rules, setRules] = useState(first)
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const isMoved = rules.some((one, at) => one !== first[at])
  const all = rules.map(({ rule }) => rule)
  const ask = (next: readonly Rule[]) => propose([{ change: 'rule', rules: next }])
  const nameOf = (kept: Kept) => w.rule(rules.indexOf(kept) + 1)
  return (
    <div className="flex flex-col gap-3">
      <Lead isEmpty={rules.length === 0} />
      <Sortable
        name="rules"
        label={w.lead}
        items={rules}
        keyOf={({ key }) => String(key)}
        nameOf={nameOf}
        onOrder={setRules}
      >
        {({ rule }, at) => (
          <>
            <button
              type="button"
              className="min-h-12 min-w-0 grow basis-40 py-2 text-left break-words"
              title={w.edit(at + 1)}
              onClick={() => setOpen(at)}
            >
              {sayRule(rule, asModel(table), { locale })}
            </button>
            <IconButton
              small
              icon="trash"
              label={w.remove(at + 1)}
              onClick={() => void ask(all.toSpliced(at, 1)).catch(sayProblem)}
            />
          </>
        )}
      </Sortable>
      <Button icon="plus" className="self-start" onClick={() => setOpen('new')}>
        {w.add}
      </Button>
      {isMoved && <OrderBar leave={() => setRules(first)} apply={() => ask(all).catch(sayProblem)} />}
      {open !== null && (
        <RuleDialog
          table={table}
          rule={open === 'new' ? null : all[open]!}
          onDone={(rule) => ask(open === 'new' ? [...all, rule] : all.with(open, rule))}
          onClose={() => setOpen(null)}
        />
      )}
      {dialog}
    </div>
  )
}

function Lead({ isEmpty }: { isEmpty: boolean }): ReactNode {
  const w = useWords(ruleWords)
  if (!isEmpty) return <p className="text-sm text-soft">{w.lead}</p>
  return (
    <Empty icon="bolt" title={w.none}>
      {w.noneLead}
    </Empty>
  )
}
