import { type ReactNode, useId } from 'react'
import { isIndexable } from '#model/parse-field.ts'
import { isUnread, widgetOf } from '../../fields/index.ts'
import type { Problem } from '../../lib/problem.ts'
import { type Table, useTableIfAny } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Field, FieldErrors, inputClass } from '../../parts/Field.tsx'
import { type Draft, fieldLike, isComputed, type Kind, problemsAt } from './draft.ts'
import { fieldWords } from './field-words.ts'

interface FlagsProps {
  readonly draft: Draft
  readonly set: (part: Partial<Draft>) => void
  readonly problem: Problem | null
  readonly table: string | null
  /** As it will be, where nobody said. */
  readonly slug: string
}

/** What any field has: whether it must be filled in, its usual value, its help and its other names. */
export function Flags(props: FlagsProps): ReactNode {
  const w = useWords(fieldWords)
  const { draft, set, problem } = props
  const isPlain = !isComputed(draft.type) && draft.type !== 'auto_number'
  const flags = (['required', 'unique', 'readonly'] as const).filter(
    (flag) => isPlain && (flag !== 'unique' || canBeUnique(draft)),
  )
  return (
    <>
      {flags.length > 0 && (
        <div className="flex flex-col">
          {flags.map((flag) => (
            <label
              key={flag}
              className="flex min-h-9 cursor-pointer items-center gap-2.5 pointer-coarse:min-h-11"
            >
              <input
                type="checkbox"
                className="checkbox checkbox-sm checkbox-primary"
                checked={draft[flag] === true}
                onChange={({ target }) => set({ [flag]: target.checked })}
              />
              {w[flag]}
            </label>
          ))}
          <FieldErrors id="flags-error" errors={flags.flatMap((flag) => problemsAt(problem, flag))} />
        </div>
      )}
      {isPlain && withDefault.has(draft.type) && <Usual {...props} />}
      <Details {...props} />
    </>
  )
}

const canBeUnique = (draft: Draft): boolean => !isComputed(draft.type) && isIndexable(fieldLike(draft))

/** Types whose usual value can be said without a row to look at. */
const withDefault: ReadonlySet<Kind> = new Set([
  'text',
  'long_text',
  'integer',
  'decimal',
  'boolean',
  'date',
  'choice',
  'rating',
  'email',
  'url',
])

function Usual({ draft, set, problem, table }: FlagsProps): ReactNode {
  const w = useWords(fieldWords)
  const id = useId()
  const described = useTableIfAny(table)
  const { Edit } = widgetOf(draft.type as Parameters<typeof widgetOf>[0])
  const errors = problemsAt(problem, 'default')
  if (draft.type === 'choice' && !Array.isArray(draft.settings.options) && !draft.settings.table) return null
  return (
    <div className="flex flex-col gap-1">
      <label id={`${id}-label`} htmlFor={id} className="text-sm font-medium">
        {w.usual}
      </label>
      <Edit
        id={id}
        table={described ?? nowhere}
        field={fieldLike(draft)}
        value={draft.default ?? null}
        onChange={(value) => set({ default: isUnread(value) ? value.text : value })}
        invalid={errors.length > 0}
      />
      <FieldErrors id={`${id}-error`} errors={errors} />
    </div>
  )
}

/** Of a table that is still to be made. */
const nowhere = { slug: '', fields: [] } as unknown as Table

function Details({ draft, set, problem, slug }: FlagsProps): ReactNode {
  const w = useWords(fieldWords)
  const { label, help } = draft
  const helped = (part: { fr?: string; en?: string }) => {
    const next = { fr: help?.fr ?? '', ...(help?.en && { en: help.en }), ...part }
    set({ help: next.fr === '' ? undefined : { fr: next.fr, ...(next.en && { en: next.en }) } })
  }
  return (
    <details open={problemsAt(problem, 'slug').length > 0 || undefined}>
      <summary className="cursor-pointer py-1.5 text-sm font-medium">{w.more}</summary>
      <div className="mt-1 grid gap-3 sm:grid-cols-2">
        <Text label={w.help} value={help?.fr ?? ''} onChange={(fr) => helped({ fr })} max={1000} />
        <Text label={w.helpEnglish} value={help?.en ?? ''} onChange={(en) => helped({ en })} max={1000} />
        <Text
          label={w.english}
          value={label.en ?? ''}
          onChange={(en) => set({ label: { fr: label.fr, ...(en && { en }) } })}
          max={120}
        />
        <Text
          label={w.slug}
          help={w.slugHelp}
          value={draft.slug}
          placeholder={slug}
          onChange={(value) => set({ slug: value })}
          max={40}
        />
      </div>
    </details>
  )
}

interface TextProps {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
  readonly max: number
}

function Text({ label, help, value, placeholder, onChange, max }: TextProps): ReactNode {
  return (
    <Field label={label} help={help}>
      {(tied) => (
        <input
          {...tied}
          className={inputClass}
          maxLength={max}
          placeholder={placeholder}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  )
}
