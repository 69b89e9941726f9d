import type { ReactNode } from 'react'
import { isUnread, widgetOf } from '../../fields/index.ts'
import type { Field, Table } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { FieldErrors } from '../../parts/Field.tsx'
import { Icon } from '../../parts/icons.tsx'
import { isOpen, shownValue } from './judge.ts'
import type { Form } from './use-form.ts'
import { useWording, whyOf } from './wording.ts'
import { words } from './words.ts'
import { editField, touchField } from './work.ts'

interface FormFieldProps {
  readonly form: Form
  readonly field: Field
  readonly autoFocus?: boolean
}

/** Of a form's fields: focus goes there when something is wrong. */
export const fieldId = (form: Form, slug: string): string => `${form.id}-${slug}`

/** A field with its name, what edits it, why it behaves as it does, and what is wrong with it. */
export function FormField({ form, field, autoFocus }: FormFieldProps): ReactNode {
  const w = useWords(words)
  const wording = useWording(form.table)
  const id = fieldId(form, field.slug)
  const errors = form.problemsOf(field)
  const why = whyOf(form, field, wording).map(({ says }) => says)
  const isEdited = field.slug in form.work.edits
  const open = isOpen(form.judging, form.judged.decisions, field)
  const leave = (event: React.FocusEvent) => {
    if (isEdited && !event.currentTarget.contains(event.relatedTarget)) touchField(form.store, field.slug)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that what is in it was left
    <div className="flex min-w-0 flex-col gap-1" data-field={field.slug} onBlur={leave}>
      <Label id={id} form={form} field={field} isOpen={open} />
      {open ? (
        <Editor
          form={form}
          field={field}
          id={id}
          invalid={errors.length > 0}
          isExplained={why.length > 0}
          autoFocus={autoFocus ?? false}
        />
      ) : (
        <Locked form={form} field={field} id={id} />
      )}
      {!open && isEdited && (
        <button
          type="button"
          className="link link-hover self-start text-sm"
          onClick={() => editField(form.store, field, form.work.before?.[field.slug] ?? null)}
        >
          {w.takeBack}
        </button>
      )}
      <Notes id={id} table={form.table} field={field} why={why} />
      <FieldErrors id={`${id}-error`} errors={errors} />
    </div>
  )
}

interface PartProps {
  readonly id: string
  readonly form: Form
  readonly field: Field
}

function Label({ id, form, field, isOpen: open }: PartProps & { readonly isOpen: boolean }): ReactNode {
  const say = useSay()
  const w = useWords(words)
  const isRequired = open && form.judged.decisions[field.slug]?.required
  const isNews = form.work.news.some((one) => one.field.slug === field.slug)
  const isGroup = field.type === 'boolean' || field.type === 'rating' || !open
  const name = (
    <>
      {say(field.label)}
      {isRequired && (
        <span className="text-error" aria-hidden="true">
          {' *'}
        </span>
      )}
    </>
  )
  return (
    <div className="flex flex-wrap items-baseline gap-x-3">
      {isGroup ? (
        <span id={`${id}-label`} className="text-sm font-medium">
          {name}
        </span>
      ) : (
        <label id={`${id}-label`} htmlFor={id} className="text-sm font-medium">
          {name}
        </label>
      )}
      {!open && <Icon name="lock" className="size-3.5 self-center text-soft" />}
      {isNews && (
        <span className="rounded bg-warning px-1.5 text-xs text-warning-content">{w.elsewhere}</span>
      )}
    </div>
  )
}

interface EditorProps extends PartProps {
  readonly invalid: boolean
  /** Rules say why it is as it is. */
  readonly isExplained: boolean
  readonly autoFocus: boolean
}

function Editor({ form, field, id, invalid, isExplained, autoFocus }: EditorProps): ReactNode {
  const { Edit } = widgetOf(field.type)
  const described = [field.help && `${id}-help`, isExplained && `${id}-why`, invalid && `${id}-error`]
  return (
    <Edit
      id={id}
      field={field}
      value={shownValue(form.judged, form.judging.before, form.work.edits, field)}
      table={form.table}
      row={form.work.before ?? undefined}
      offers={form.judged.decisions[field.slug]?.options}
      invalid={invalid || undefined}
      autoFocus={autoFocus}
      aria-describedby={described.filter(Boolean).join(' ') || undefined}
      onChange={(value) => editField(form.store, field, value)}
    />
  )
}

/** What is shown and not to be changed here. */
function Locked({ form, field, id }: PartProps): ReactNode {
  const { Show } = widgetOf(field.type)
  const value = shownValue(form.judged, form.judging.before, form.work.edits, field)
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a value, not a set of controls
    <div
      id={id}
      tabIndex={-1}
      role="group"
      aria-labelledby={`${id}-label`}
      className="min-h-10 rounded-field border border-base-300 bg-base-200 px-3 py-2"
    >
      {isEmpty && <span className="text-soft">—</span>}
      {isUnread(value) ? value.text : <Show field={field} value={value} table={form.table} />}
    </div>
  )
}

interface NotesProps {
  readonly id: string
  readonly table: Table
  readonly field: Field
  readonly why: readonly string[]
}

function Notes({ id, table, field, why }: NotesProps): ReactNode {
  const say = useSay()
  const w = useWords(words)
  return (
    <>
      {field.help && (
        <p id={`${id}-help`} className="text-sm text-soft">
          {say(field.help)}
        </p>
      )}
      {field.computed && (
        <p className="flex items-start gap-1.5 text-sm text-soft">
          <Icon name="bolt" className="mt-0.5 size-4 text-primary" />
          <span>{w.computed(formulaOf(table, field, say))}</span>
        </p>
      )}
      {why.length > 0 && (
        <p id={`${id}-why`} className="flex items-start gap-1.5 text-sm text-soft">
          <Icon name="bolt" className="mt-0.5 size-4 text-primary" />
          <span>{why.join(' ')}</span>
        </p>
      )}
    </>
  )
}

/** As the description tells it, where it may be told; fields by their names. */
function formulaOf(table: Table, { computed }: Field, say: (label: Field['label']) => string): string | null {
  const told = (computed as { readonly formula?: unknown } | undefined)?.formula
  if (typeof told !== 'string') return null
  const named = (_: string, slug: string) => {
    const field = table.fields.find((one) => one.slug === slug)
    return field ? say(field.label) : slug
  }
  return told.replace(/\{(\w+)\}/g, named)
}
