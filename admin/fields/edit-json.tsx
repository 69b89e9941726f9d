import { type ReactNode, useRef, useState } from 'react'
import { fieldTypes } from '#model/fields/index.ts'
import { isProblem } from '#model/problem.ts'
import { dictionary, useWords } from '../lib/words.ts'
import type { EditProps } from './field-widget.ts'
import { isUnread, unread } from './unread.ts'

const words = dictionary({ tidy: ['Mettre en forme', 'Tidy up'] })

const written = (value: unknown): string =>
  isUnread(value) ? value.text : value === null || value === undefined ? '' : JSON.stringify(value, null, 2)

/** Checked as it is typed: what is no JSON yet is kept, and told at the field. */
export function EditJson({
  field,
  value,
  onChange,
  id,
  invalid,
  autoFocus,
  dense,
  ...rest
}: EditProps): ReactNode {
  const w = useWords(words)
  const told = useRef<unknown>(value)
  const [text, setText] = useState(() => written(value))
  const [seen, setSeen] = useState<unknown>(value)
  if (seen !== value) {
    setSeen(value)
    if (told.current !== value) setText(written(value))
  }
  const type = (typed: string) => {
    setText(typed)
    told.current = readJson(field, typed)
    onChange(told.current)
  }
  const isWell = text !== '' && !isUnread(value)
  return (
    <div className="flex flex-col items-end gap-1">
      <textarea
        id={id}
        aria-describedby={rest['aria-describedby']}
        aria-invalid={invalid}
        spellCheck={false}
        autoCapitalize="none"
        // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
        autoFocus={autoFocus}
        rows={dense ? 2 : 5}
        className="textarea field-sizing-content max-h-96 min-h-20 w-full font-mono text-sm aria-invalid:textarea-error"
        value={text}
        onChange={({ target }) => type(target.value)}
      />
      {isWell && text.length > 40 && (
        <button type="button" className="link link-hover text-sm" onClick={() => setText(written(value))}>
          {w.tidy}
        </button>
      )}
    </div>
  )
}

function readJson(field: EditProps['field'], text: string): unknown {
  if (text.trim() === '' || field.type !== 'json') return null
  const parsed = fieldTypes.json.read(field, text, {
    language: 'fr',
    country: 'CI',
    currency: 'XOF',
    timeZone: 'UTC',
  })
  return isProblem(parsed) ? unread(text, parsed.problem) : parsed.value
}
