import { useCallback, useEffect, useId, useMemo, useState, useSyncExternalStore } from 'react'
import type { Json } from '#model/json.ts'
import { inLanguage, type Text } from '#model/language.ts'
import { sayProblem } from '#model/problem.ts'
import type { Row as ModelRow } from '#model/row.ts'
import type { Table as ModelTable } from '#model/table.ts'
import { dayAt } from '#model/time-zones.ts'
import { type Choices, useChoices } from '../../fields/choices.ts'
import { useLocale } from '../../fields/locale.ts'
import { loadPhones } from '../../fields/phone-book.ts'
import type { FieldProblem } from '../../lib/problem.ts'
import { useHere } from '../../lib/session.ts'
import type { Field, Row, Table } from '../../lib/table.ts'
import { type Edits, isWritten, type Judged, type Judging, judge } from './judge.ts'
import type { Allowed } from './row.ts'
import { forgetOld, type Place, readUnsaved } from './unsaved.ts'
import { openWork, type Work, type WorkStore } from './work.ts'

export interface Form {
  /** Its fields' ids begin with it. */
  readonly id: string
  readonly table: Table
  readonly store: WorkStore
  readonly work: Work
  readonly judging: Judging
  readonly judged: Judged
  /** What is to be told of a field now. */
  problemsOf(field: Field): readonly FieldProblem[]
  readonly isChanged: boolean
}

const models = new WeakMap<Table, ModelTable>()

/** A description as the model knows tables; the same for the same, so that its rules are compiled once. */
export function asModel(table: Table): ModelTable {
  const known = models.get(table)
  if (known) return known
  const model = { ...table, fields: table.fields.map(withoutSecret) } as unknown as ModelTable
  models.set(table, model)
  return model
}

/** Of a formula whose sources are not told, no more is known than that somebody else works it out. */
function withoutSecret(field: Field): Field {
  if (field.computed?.type !== 'formula' || 'ast' in field.computed) return field
  return { ...field, computed: { type: 'lookup', through: '', table: 0, field: 0 } } as Field
}

export function useForm(table: Table, row: Row | null, allowed: Allowed | null, first?: Edits): Form {
  const id = useId()
  const store = useStore(table, row, first)
  const work = useSyncExternalStore(store.subscribe, store.now)
  const judging = useJudging(table, work.before, allowed)
  const judged = useMemo(() => judge(judging, work.edits), [judging, work.edits])
  const { language } = useLocale()
  const problemsOf = (field: Field): readonly FieldProblem[] => {
    const refused = work.refused[field.slug] ?? []
    if (!work.isAsked && !work.touched.has(field.slug)) return refused
    const lacks = work.isAsked && judged.missing.includes(field.slug)
    if (lacks) return [{ code: 'field.required', message: inLanguage(required, language) }]
    const found = judged.problems[field.slug] ?? []
    return [...found.map((one) => ({ code: one.code, message: sayProblem(one, language) })), ...refused]
  }
  const isChanged = Object.keys(work.edits).length > 0
  return { id, table, store, work, judging, judged, problemsOf, isChanged }
}

const required: Text = { fr: 'Ce champ est obligatoire.', en: 'This field is required.' }

function useStore(table: Table, row: Row | null, first: Edits | undefined): WorkStore {
  const { user, site } = useHere()
  const locale = useLocale()
  const make = () => {
    forgetOld()
    const place: Place = { user: user.id, site: site.slug, table: table.slug, row: row?.id ?? 'new' }
    const unsaved = readUnsaved(place, asModel(table), locale)
    const begun = !unsaved && first ? { at: 0, before: null, edits: first, attempt: null } : unsaved
    const store = openWork(place, table, row, begun)
    if (begun?.at === 0) store.change({ found: null })
    return store
  }
  const [store] = useState(make)
  useEffect(() => {
    const keep = () => store.keep()
    addEventListener('pagehide', keep)
    return () => removeEventListener('pagehide', keep)
  }, [store])
  return store
}

/** All that the server judges by, but what only it can know: what is unique, what another row holds. */
function useJudging(table: Table, before: Row | null, allowed: Allowed | null): Judging {
  const { user, site } = useHere()
  const locale = useLocale()
  const choices = useChoices(table)
  const phones = usePhonesOf(table)
  const today = dayAt(site.time_zone, Date.now())
  const reach = useReach(before, allowed)
  return useMemo(
    () => ({
      table: asModel(table),
      before: before as ModelRow | null,
      env: { me: user.id, today, ...(table.team && { team: table.team }) },
      locale,
      reach,
      ...(choices && { choices: offered(choices) }),
      // What is known of phones changes the verdict.
      ...(phones && {}),
    }),
    [table, before, user.id, today, locale, reach, choices, phones],
  )
}

const offered = (choices: Choices): NonNullable<Judging['choices']> => {
  const sets = new Map(
    Object.entries(choices).map(([slug, list]) => [slug, new Set(list.map(({ value }) => value))]),
  )
  return ({ slug }) => sets.get(slug)
}

function usePhonesOf(table: Table): boolean {
  const isNeeded = table.fields.some(({ type }) => type === 'phone')
  const [isThere, setThere] = useState(!isNeeded)
  useEffect(() => {
    if (!isThere)
      void loadPhones().then(
        () => setThere(true),
        () => {},
      )
  }, [isThere])
  return isThere
}

function useReach(before: Row | null, allowed: Allowed | null): NonNullable<Judging['reach']> {
  const isNew = before === null
  return useCallback(
    (field) => {
      if (isNew) return (field as Field).closed === 'create' ? 'fixed' : 'open'
      return allowed?.update === false ? 'fixed' : (allowed?.fields[field.slug] ?? 'open')
    },
    [isNew, allowed],
  )
}

/** A copy of a row: what makes it itself stays behind. */
export const copied = (table: Table, row: Row): Edits =>
  Object.fromEntries(
    table.fields
      .filter((field) => isWritten(field) && field.type !== 'slug' && !field.unique)
      .filter(({ slug }) => row[slug] !== null && row[slug] !== undefined)
      .map(({ slug }) => [slug, row[slug] as Json]),
  )
