import type { ReactNode } from 'react'
import type { ShowProps } from './field-widget.ts'

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

export function ShowText({ value, dense }: ShowProps): ReactNode {
  if (value === null || value === undefined || value === '') return null
  const text = textOf(value)
  return <span className={dense ? 'truncate' : 'whitespace-pre-wrap break-words'}>{text}</span>
}

/** JSON, as it is written; in a cell, its beginning. */
export function ShowJson({ value, dense }: ShowProps): ReactNode {
  if (value === null || value === undefined) return null
  if (dense) return <code className="truncate text-sm">{JSON.stringify(value).slice(0, 200)}</code>
  return (
    <pre className="max-h-72 overflow-auto rounded-field bg-base-200 p-2 text-sm whitespace-pre-wrap break-words">
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}
