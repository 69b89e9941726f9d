import { useState } from 'react'
import { reservedFields } from '#model/reserved.ts'
import { technicalName } from '#model/technical-name.ts'
import { Problem } from '../../lib/problem.ts'
import { useHere } from '../../lib/session.ts'
import { sayProblem } from '../../parts/Toast.tsx'
import { type Draft, isComputed, type Kind } from './draft.ts'

export interface FieldFormProps {
  /** Null: a new one. */
  readonly draft: Draft | null
  readonly others: readonly Draft[]
  /** The table's slug; null: it is still to be made. */
  readonly table: string | null
  /** False: the person turned back. A `Problem` is shown where it belongs. */
  readonly onDone: (draft: Draft) => Promise<boolean> | boolean
  readonly onClose: () => void
}

const blank: Draft = { slug: '', type: 'text', label: { fr: '' }, settings: {} }

/** A field while it is put together: what it is so far, and what was found wrong with it. */
export function useFieldForm({ draft: given, others, onDone, onClose }: FieldFormProps) {
  const { currency } = useHere().site
  const [draft, setDraft] = useState<Draft>(given ?? blank)
  const [problem, setProblem] = useState<Problem | null>(null)
  const isTaken = (name: string) => reservedFields.has(name) || others.some(({ slug }) => slug === name)
  const whole: Draft = { ...draft, slug: draft.slug || technicalName(draft.label.fr, isTaken) }
  const set = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const setting = (name: string, value: unknown) =>
    setDraft((now) => ({ ...now, settings: { ...now.settings, [name]: value } }))
  const choose = (type: Kind) => {
    const fresh = type === 'money' ? { currency } : {}
    set({ type, settings: type === given?.type ? given.settings : fresh, default: undefined })
    if (isComputed(type)) set({ required: false, unique: false, readonly: false })
  }
  const send = async () => {
    setProblem(null)
    try {
      if (await onDone(whole)) onClose()
    } catch (error) {
      if (!(error instanceof Problem)) return sayProblem(error)
      setProblem(error)
      setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    }
  }
  return { draft, whole, problem, set, setting, choose, send }
}
