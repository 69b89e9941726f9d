import { useEffect, useRef, useState } from 'react'
import { inLanguage } from '#model/language.ts'
import type { Row as ModelRow } from '#model/row.ts'
import { sameJson } from '#model/same-json.ts'
import type { Difference } from '#model/versions.ts'
import { language } from '../../lib/language.ts'
import { useOnline } from '../../lib/offline.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import type { Row, Table } from '../../lib/table.ts'
import { wordsIn } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import type { Edits, Judged } from './judge.ts'
import { createRow, isUnsure, updateRow } from './save.ts'
import { keepUnsaved, newKey } from './unsaved.ts'
import type { Form } from './use-form.ts'
import { words } from './words.ts'
import { blank, type WorkStore } from './work.ts'

/** Where a save stands: `waiting` for the network, `gone` when the row is no more. */
export type SavingState = 'idle' | 'saving' | 'waiting' | 'gone'

export interface Saving {
  readonly state: SavingState
  /** The row as it was saved; null where it could not be. */
  save(): Promise<Row | null>
}

/** Saves; asks again by itself when the network is back. */
export function useSaving(
  form: Form,
  onSaved: (row: Row, isNew: boolean) => void,
  showWrong: () => void,
): Saving {
  const [state, setState] = useState<SavingState>('idle')
  const latest = useRef(form)
  latest.current = form
  const isBusy = useRef(false)
  const save = async (): Promise<Row | null> => {
    const { store, judged } = latest.current
    if (isBusy.current) return null
    if (Object.keys(judged.problems).length > 0) {
      store.change({ isAsked: true })
      showWrong()
      return null
    }
    const isNew = store.now().before === null
    isBusy.current = true
    setState('saving')
    const sent = await outcomeOf(sendAll(store, judged))
    isBusy.current = false
    setState('error' in sent ? stateAfter(sent.error) : 'idle')
    if ('error' in sent) return tellRefusal(store, sent.error, showWrong)
    if (sent.row) onSaved(sent.row, isNew)
    return sent.row
  }
  useRetry(state, save)
  return { state, save }
}

const outcomeOf = (sending: Promise<Row | null>) =>
  sending.then(
    (row) => ({ row }),
    (error: unknown) => ({ error }),
  )

/** At its fields where it has some; in a sentence otherwise. What may still arrive is told by the form itself. */
function tellRefusal(store: WorkStore, error: unknown, showWrong: () => void): null {
  if (refusedBy(store, error)) showWrong()
  else if (!isUnsure(error)) sayProblem(error)
  return null
}

/** As soon as the network is back, and every eight seconds besides: a server may fail without the network being cut. */
function useRetry(state: SavingState, save: () => unknown): void {
  const isThere = useOnline()
  const again = useRef(save)
  again.current = save
  useEffect(() => {
    if (state !== 'waiting') return
    const soon = isThere ? setTimeout(() => void again.current(), 800) : undefined
    const later = setInterval(() => void again.current(), 8_000)
    return () => {
      clearTimeout(soon)
      clearInterval(later)
    }
  }, [isThere, state])
}

const stateAfter = (error: unknown): SavingState => {
  if (isUnsure(error)) return 'waiting'
  return error instanceof Problem && error.status === 404 ? 'gone' : 'idle'
}

function refusedBy(store: WorkStore, error: unknown): boolean {
  if (!(error instanceof Problem) || Object.keys(error.errors).length === 0) return false
  store.change({ isAsked: true, refused: error.errors })
  return true
}

/** First what was sent before and of which nobody knows whether it arrived, under its own key; then the rest. */
async function sendAll(store: WorkStore, judged: Judged): Promise<Row | null> {
  const { table } = store
  const { before, edits } = store.now()
  if (before) return sendChange(store, { before, edits, input: judged.input })
  const attempt = store.now().attempt ?? { key: newKey(), input: judged.input }
  store.change({ attempt })
  store.keep()
  const row = await createRow(table, attempt).catch((error: unknown) => {
    if (!isUnsure(error)) store.change({ attempt: null })
    throw error
  })
  if (sameJson(attempt.input as ModelRow, judged.input)) return settled(store, row, [], edits)
  return sendChange(store, { before: row, edits, input: changedSince(row, judged.input) })
}

const changedSince = (row: Row, input: Judged['input']): Judged['input'] =>
  Object.fromEntries(
    Object.entries(input).filter(
      ([slug, value]) => !sameJson(value, (row[slug] ?? null) as ModelRow[string]),
    ),
  )

interface Change {
  readonly before: Row
  readonly input: Judged['input']
  /** As they were when it was sent. */
  readonly edits: Edits
}

async function sendChange(store: WorkStore, { before, input, edits }: Change): Promise<Row | null> {
  if (Object.keys(input).length === 0) return settled(store, before, [], edits)
  const saved = await updateRow(store.table, before, input)
  if (saved.kind === 'saved') return settled(store, saved.row, saved.theirs, edits)
  store.change({ clash: { theirs: saved.theirs, merge: saved.merge } })
  return null
}

/** What was typed while the answer was on its way is not in it: it stays unsaved. */
function settled(store: WorkStore, row: Row, theirs: readonly Difference[], sent: Edits): Row {
  const { edits, before } = store.now()
  const left = Object.fromEntries(Object.entries(edits).filter(([slug, value]) => value !== sent[slug]))
  const isNew = before === null
  if (isNew && Object.keys(left).length > 0)
    keepUnsaved(
      { ...store.place, row: row.id },
      { at: Date.now(), before: row as ModelRow, edits: left, attempt: null },
    )
  store.change({ ...blank, before: isNew ? null : row, edits: isNew ? {} : left, news: theirs })
  store.keep()
  tellOthers(store.table, row)
  const w = wordsIn(words)
  const names = theirs.map(({ field }) => inLanguage(field.label, language.now())).join(', ')
  toast(theirs.length > 0 ? w.savedWith(names) : isNew ? w.created : w.saved)
  return row
}

/** What else shows the row on this screen. */
export function tellOthers(table: Pick<Table, 'slug' | 'title'>, row: Row): void {
  queries.setQueryData(['row', table.slug, row.id], (before: Row | undefined) => ({ ...before, ...row }))
  void queries.invalidateQueries({ queryKey: ['rows', table.slug] })
  void queries.invalidateQueries({ queryKey: ['history', table.slug, row.id] })
  void queries.invalidateQueries({ queryKey: ['allowed', table.slug, row.id] })
  void queries.invalidateQueries({ queryKey: ['title', table.slug, row.id] })
}
