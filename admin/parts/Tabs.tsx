import type { KeyboardEvent, ReactNode } from 'react'

interface TabsProps<Name extends string> {
  readonly label: string
  readonly tabs: readonly { readonly name: Name; readonly label: ReactNode }[]
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
  /** The id of what they show. */
  readonly panel: string
}

/** One of a few faces of the same thing; arrows go from one to the next. */
export function Tabs<Name extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  panel,
}: TabsProps<Name>): ReactNode {
  const step = (event: KeyboardEvent) => {
    const way = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (way === 0) return
    event.preventDefault()
    const at = tabs.findIndex(({ name }) => name === chosen)
    const next = (at + way + tabs.length) % tabs.length
    onChoose(tabs[next]!.name)
    ;(event.currentTarget.children[next] as HTMLElement).focus()
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      className="flex gap-1 overflow-x-auto border-b border-base-300"
      onKeyDown={step}
    >
      {tabs.map(({ name, label: said }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${panel}-${name}`}
          aria-selected={name === chosen}
          aria-controls={panel}
          tabIndex={name === chosen ? 0 : -1}
          className="-mb-px min-h-10 shrink-0 border-b-2 border-transparent px-3 font-medium text-soft -outline-offset-2 hover:text-base-content aria-selected:border-primary aria-selected:text-primary pointer-coarse:min-h-11"
          onClick={() => onChoose(name)}
        >
          {said}
        </button>
      ))}
    </div>
  )
}
