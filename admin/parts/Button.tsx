import { type ComponentProps, type ReactNode, useState } from 'react'
import { Icon, type IconName } from './icons.tsx'

type Look = 'main' | 'plain' | 'quiet' | 'danger'

const looks: Readonly<Record<Look, string>> = {
  main: 'btn-primary',
  plain: 'border-base-300 bg-base-100 hover:bg-base-200',
  quiet: 'btn-ghost',
  danger: 'btn-error',
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  readonly look?: Look
  readonly icon?: IconName
  readonly small?: boolean
  /** A promise keeps the button from being pressed twice. */
  readonly onClick?: (event: React.MouseEvent<HTMLButtonElement>) => unknown
  readonly busy?: boolean
}

/** 36 px high, 44 under a thumb. */
export function Button({
  look = 'plain',
  icon,
  small,
  busy,
  onClick,
  children,
  className = '',
  ...rest
}: ButtonProps): ReactNode {
  const [works, setWorks] = useState(false)
  const press = async (event: React.MouseEvent<HTMLButtonElement>) => {
    const done = onClick?.(event)
    if (!(done instanceof Promise)) return
    setWorks(true)
    await done.finally(() => setWorks(false))
  }
  const waits = busy || works
  return (
    <button
      type="button"
      {...rest}
      aria-busy={waits || undefined}
      disabled={rest.disabled || waits}
      onClick={onClick && press}
      className={`btn font-medium pointer-coarse:min-h-11 ${small ? 'btn-sm' : 'h-9'} ${looks[look]} ${className}`}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'look'> {
  readonly icon: IconName
  /** Read aloud, and shown under the pointer. */
  readonly label: string
}

export function IconButton({
  icon,
  label,
  small,
  busy: _busy,
  className = '',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`btn btn-ghost btn-square pointer-coarse:size-11 ${small ? 'btn-sm' : 'size-9'} ${className}`}
    >
      <Icon name={icon} />
    </button>
  )
}
