import type { ReactNode } from 'react'
import { widgetOf } from '../../fields/index.ts'
import type { Field as TableField } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Field, inputClass } from '../../parts/Field.tsx'
import type { PartProps } from './EntryFormPage.tsx'
import { words } from './words.ts'

type TextName = 'name' | 'button' | 'question' | 'expected'

interface TextProps extends PartProps {
  readonly of: TextName
  readonly label: string
  readonly help?: string
  readonly most: number
  readonly placeholder?: string
}

function Text({ form, change, errors, of, label, help, most, placeholder }: TextProps): ReactNode {
  return (
    <Field label={label} help={help} errors={errors[of]}>
      {(tied) => (
        <input
          {...tied}
          className={inputClass}
          maxLength={most}
          placeholder={placeholder}
          value={form[of] ?? ''}
          onChange={({ target: { value } }) => change({ [of]: value === '' && of !== 'name' ? null : value })}
        />
      )}
    </Field>
  )
}

function LongText(
  props: PartProps & { of: 'intro' | 'confirmation'; label: string; help: string },
): ReactNode {
  const { form, change, errors, of, label, help } = props
  return (
    <Field label={label} help={help} errors={errors[of]}>
      {(tied) => (
        <textarea
          {...tied}
          rows={3}
          className="textarea w-full pointer-coarse:text-lg"
          value={form[of] ?? ''}
          onChange={({ target: { value } }) => change({ [of]: value === '' ? null : value })}
        />
      )}
    </Field>
  )
}

export function FormTexts(part: PartProps): ReactNode {
  const w = useWords(words)
  return (
    <>
      <Text {...part} of="name" label={w.title} most={120} />
      <LongText {...part} of="intro" label={w.intro} help={w.introHelp} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Text {...part} of="button" label={w.button} most={40} placeholder={w.buttonUsual} />
      </div>
      <LongText {...part} of="confirmation" label={w.thanks} help={w.thanksHelp} />
    </>
  )
}

const instant = (slug: string): TableField =>
  ({ id: 0, slug, type: 'datetime', label: { fr: slug }, operators: [], widget: 'datetime' }) as TableField

export function Times({ table, form, change, errors }: PartProps): ReactNode {
  const w = useWords(words)
  const { Edit } = widgetOf('datetime')
  const time = (of: 'opens' | 'closes') => (
    <Field label={w[of]} errors={errors[of]}>
      {(tied) => (
        <Edit
          id={tied.id}
          aria-describedby={tied['aria-describedby']}
          field={instant(of)}
          table={table}
          value={form[of]}
          onChange={(value) => change({ [of]: value as string | null })}
        />
      )}
    </Field>
  )
  return (
    <>
      <label className="flex min-h-9 items-center gap-2.5">
        <input
          type="checkbox"
          className="toggle toggle-primary"
          checked={form.active}
          onChange={({ target }) => change({ active: target.checked })}
        />
        {w.active}
      </label>
      <div className="grid gap-4 sm:grid-cols-3">
        {time('opens')}
        {time('closes')}
        <Field label={w.most} errors={errors.most}>
          {(tied) => (
            <input
              {...tied}
              className={inputClass}
              inputMode="numeric"
              value={form.most ?? ''}
              onChange={({ target: { value } }) =>
                change({ most: /\d/.test(value) ? Number(value.replaceAll(/\D/g, '')) : null })
              }
            />
          )}
        </Field>
      </div>
    </>
  )
}

export function Guards(part: PartProps): ReactNode {
  const w = useWords(words)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Text {...part} of="question" label={w.check} help={w.checkHelp} most={200} />
      {part.form.question !== null && (
        <Text {...part} of="expected" label={w.expected} help={w.expectedHelp} most={200} />
      )}
    </div>
  )
}
