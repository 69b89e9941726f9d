import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

/** Where there is nothing yet: what this place is for, and what to do. */
export function Empty({
  icon,
  title,
  heading: Heading = 'h2',
  children,
  action,
}: {
  icon?: IconName
  title: string
  /** `h1` where it is the whole page. */
  heading?: 'h1' | 'h2'
  children?: ReactNode
  action?: ReactNode
}): ReactNode {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-14 text-center">
      {icon && (
        <span className="grid size-12 place-items-center rounded-full bg-secondary text-secondary-content">
          <Icon name={icon} className="size-6" />
        </span>
      )}
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children && <div className="text-soft">{children}</div>}
      {action && <div className="pt-1">{action}</div>}
    </div>
  )
}
