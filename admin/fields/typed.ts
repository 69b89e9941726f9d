import { useEffect, useRef, useState } from 'react'
import { fieldTypeOf, type Field as ModelField } from '#model/fields/index.ts'
import type { Json } from '#model/json.ts'
import type { Locale } from '#model/language.ts'
import { isProblem } from '#model/problem.ts'
import type { Field } from '../lib/table.ts'
import { useLocale } from './locale.ts'
import { isUnread, unread } from './unread.ts'

/** As people write it; what could not be read, as it was typed. */
export function writtenOf(field: Field, value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return ''
  if (isUnread(value)) return value.text
  try {
    return fieldTypeOf(field as ModelField).write(field as ModelField, value as Json, locale)
  } catch {
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

/** What a text says, as a value of the wire; nothing is null. */
export function readOf(field: Field, text: string, locale: Locale): unknown {
  if (text.trim() === '') return null
  const parsed = fieldTypeOf(field as ModelField).read(field as ModelField, text, locale)
  return isProblem(parsed) ? unread(text, parsed.problem) : parsed.value
}

interface Typed {
  readonly text: string
  type(text: string): void
  /** Left: what was typed is written as it was understood. */
  settle(): void
  /** Chosen some other way than by typing. */
  choose(value: unknown): void
}

/** A field that is typed as people write it. What is on the screen stays as typed until it is left. */
export function useTyped(field: Field, value: unknown, onChange: (value: unknown) => void): Typed {
  const locale = useLocale()
  const [text, setText] = useState(() => writtenOf(field, value, locale))
  const told = useRef(value)
  useEffect(() => {
    if (isSame(told.current, value)) return
    told.current = value
    setText(writtenOf(field, value, locale))
  }, [field, value, locale])
  const tell = (next: unknown) => {
    told.current = next
    onChange(next)
  }
  return {
    text,
    type(typed) {
      setText(typed)
      tell(readOf(field, typed, locale))
    },
    settle: () => setText(writtenOf(field, told.current, locale)),
    choose(next) {
      setText(writtenOf(field, next, locale))
      tell(next)
    },
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    !isUnread(a) &&
    !isUnread(b) &&
    JSON.stringify(a) === JSON.stringify(b))
