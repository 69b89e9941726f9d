import { type ReactNode, useId, useState } from 'react'
import { partsOf } from '#model/sections.ts'
import type { Field } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { FormField } from './FormField.tsx'
import type { Form } from './use-form.ts'
import { useWording, whyOf } from './wording.ts'
import { words } from './words.ts'

/** The fields of a form, section by section; what the rules hide now, and why, at the end. */
export function Fields({ form, autoFocus }: { form: Form; autoFocus?: boolean }): ReactNode {
  const { fields, sections } = form.table
  const isHidden = (field: Field) => form.judged.decisions[field.slug]?.hidden ?? false
  const shown = fields.filter((field) => !isHidden(field) && isMeant(form, field))
  const hidden = fields.filter(isHidden)
  const first = shown.find(({ slug }) => form.table.title === slug) ?? shown[0]
  return (
    <div className="flex flex-col gap-7">
      {partsOf(shown, sections).map(({ section, fields: part }) => (
        <Part key={section?.label.fr ?? ''} title={section?.label ?? null}>
          {(part as readonly Field[]).map((field) => (
            <div key={field.slug} className={isWide(field) ? 'sm:col-span-2' : ''}>
              <FormField form={form} field={field} autoFocus={(autoFocus ?? false) && field === first} />
            </div>
          ))}
        </Part>
      ))}
      {hidden.length > 0 && <Hidden form={form} fields={hidden} />}
    </div>
  )
}

/** The server numbers a new row when it writes it: before, there is nothing to show. */
const isMeant = (form: Form, { type }: Field): boolean => type !== 'auto_number' || form.work.before !== null

const wide: ReadonlySet<string> = new Set(['long_text', 'rich_text', 'json', 'references'])
const isWide = ({ type }: Field): boolean => wide.has(type)

interface PartProps {
  readonly title: { readonly fr: string; readonly en?: string } | null
  readonly children: ReactNode
}

function Part({ title, children }: PartProps): ReactNode {
  const say = useSay()
  const id = useId()
  const grid = 'grid grid-cols-1 gap-x-5 gap-y-4 sm:grid-cols-2'
  if (!title) return <div className={grid}>{children}</div>
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4">
      <h3 id={id} className="border-b border-base-300 pb-1.5 text-lg font-semibold">
        {say(title)}
      </h3>
      <div className={grid}>{children}</div>
    </section>
  )
}

function Hidden({ form, fields }: { form: Form; fields: readonly Field[] }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const id = useId()
  const wording = useWording(form.table)
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="text-sm text-soft">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        className="link link-hover flex min-h-9 items-center gap-1.5"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="eye" className="size-4" />
        {w.masked(fields.length)}
      </button>
      {isOpen && (
        <ul id={id} className="flex flex-col gap-1 pt-1">
          {fields.map((field) => (
            <li key={field.slug}>
              <strong className="font-medium text-base-content">{say(field.label)}</strong>{' '}
              {whyOf(form, field, wording)
                .map(({ says }) => says)
                .join(' ')}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
