import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

const looks = {
  wrong: ['warning', 'border-error/40 bg-error/8 text-error'],
  done: ['check', 'border-success/40 bg-success/8 text-success'],
  note: ['info', 'border-base-300 bg-base-200'],
} as const

/** A sentence that stands out within a page. `wrong` is read aloud at once. */
export function Alert({
  kind = 'note',
  children,
}: {
  kind?: keyof typeof looks
  children: ReactNode
}): ReactNode {
  const [icon, look] = looks[kind]
  return (
    <div
      role={kind === 'wrong' ? 'alert' : kind === 'done' ? 'status' : undefined}
      className={`flex gap-2.5 rounded-field border px-3 py-2.5 ${look}`}
    >
      <Icon name={icon} className="mt-0.5 size-4.5" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  )
}
