import type { ReactNode } from 'react'

/** The colour of a choice: beside its name, never instead of it. */
export const Dot = ({ color }: { color: string }): ReactNode => (
  <span
    aria-hidden="true"
    className="size-2.5 shrink-0 rounded-full border border-base-content/25"
    style={{ backgroundColor: color }}
  />
)
