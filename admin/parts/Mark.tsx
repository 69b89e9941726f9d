import type { ReactNode } from 'react'

/** Sugu's own sign: a market stall. */
export function Mark({ className = 'size-7' }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 64 64" className={`shrink-0 ${className}`} aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" fill="#2c3a86" />
      <path d="M14 27h36l-4-11H18z" fill="#f4c15d" />
      <path d="M14 27a6 6 0 0 0 12 0 6 6 0 0 0 12 0 6 6 0 0 0 12 0" fill="#fff" />
      <path d="M18 37v13h28V37" fill="none" stroke="#fff" strokeWidth="4" strokeLinejoin="round" />
    </svg>
  )
}
