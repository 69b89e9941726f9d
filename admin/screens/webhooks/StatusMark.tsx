import type { ReactNode } from 'react'

const looks = {
  good: 'bg-success text-success-content',
  bad: 'bg-error text-error-content',
  waits: 'bg-warning text-warning-content',
} as const

/** How it stands, in a word. */
export const StatusMark = ({
  look,
  children,
}: {
  look: keyof typeof looks
  children: ReactNode
}): ReactNode => (
  <span className={`rounded-selector px-2 py-0.5 text-xs font-semibold ${looks[look]}`}>{children}</span>
)
