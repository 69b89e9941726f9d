import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../parts/icons.tsx'

interface PageProps {
  readonly title: ReactNode
  readonly why?: ReactNode
  /** What leads back to where it is one of many. */
  readonly above?: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A page of administration: what it is, what it is for, what one does there. */
export function Page({ title, why, above, actions, wide, children }: PageProps): ReactNode {
  return (
    <div className={`mx-auto w-full px-4 pt-6 pb-20 sm:px-6 ${wide ? 'max-w-7xl' : 'max-w-4xl'}`}>
      {above && <div className="mb-1 text-sm">{above}</div>}
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-72">
          <h1 className="text-2xl font-semibold break-words">{title}</h1>
          {why && <p className="mt-1 max-w-prose text-soft">{why}</p>}
        </div>
        <div className="flex flex-wrap gap-2">{actions}</div>
      </header>
      <div className="mt-5">{children}</div>
    </div>
  )
}

/** A part of a page, in a frame. */
export function Part({
  title,
  why,
  actions,
  children,
}: {
  title: string
  why?: ReactNode
  actions?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="mb-6 rounded-box border border-base-300 bg-base-100">
      <header className="flex flex-wrap items-center gap-2 border-b border-base-300 px-4 py-3">
        <div className="min-w-0 grow">
          <h2 className="text-lg font-semibold">{title}</h2>
          {why && <p className="text-sm text-soft">{why}</p>}
        </div>
        {actions}
      </header>
      <div className="px-4 py-4">{children}</div>
    </section>
  )
}

const looks = {
  quiet: 'bg-base-300/60 text-base-content',
  good: 'bg-success text-success-content',
  bad: 'bg-error text-error-content',
  waits: 'bg-warning text-warning-content',
  own: 'bg-secondary text-secondary-content',
} as const

export type Look = keyof typeof looks

/** How something stands, in a word. */
export const Sign = ({
  look = 'quiet',
  icon,
  children,
}: {
  look?: Look
  icon?: IconName
  children: ReactNode
}): ReactNode => (
  <span
    className={`inline-flex items-center gap-1 rounded-selector px-2 py-0.5 text-xs font-semibold whitespace-nowrap ${looks[look]}`}
  >
    {icon && <Icon name={icon} className="size-3.5" />}
    {children}
  </span>
)

export const listClass = 'divide-y divide-base-300 rounded-box border border-base-300 bg-base-100'
export const selectClass = 'select w-full pointer-coarse:min-h-11 pointer-coarse:text-lg'
