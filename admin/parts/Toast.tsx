import { type ReactNode, useSyncExternalStore } from 'react'
import { isOffline, Problem } from '../lib/problem.ts'
import { dictionary, useWords, wordsIn } from '../lib/words.ts'
import { Button, IconButton } from './Button.tsx'
import { Icon } from './icons.tsx'

interface Said {
  readonly id: number
  readonly text: string
  readonly kind: 'done' | 'wrong'
  /** « Annuler », while it can be. */
  readonly action?: { readonly label: string; readonly run: () => unknown }
}

const words = dictionary({
  close: ['Fermer', 'Close'],
  failed: ['Quelque chose n’a pas marché. Réessayez.', 'Something went wrong. Try again.'],
})

let shown: readonly Said[] = []
let last = 0
const ears = new Set<() => void>()
const change = (next: readonly Said[]) => {
  shown = next
  for (const tell of ears) tell()
}

const forget = (id: number) => change(shown.filter((one) => one.id !== id))

/** Says that it is done, for a few seconds; with an action (undo), for longer. */
export function toast(text: string, action?: Said['action']): void {
  say({ text, kind: 'done', ...(action && { action }) }, action ? 10_000 : 4_000)
}

/** Says what went wrong, until it is closed or twelve seconds are over. */
export function sayProblem(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return
  const known = error instanceof Problem && error.detail !== ''
  if (!known) console.error(error)
  say(
    { text: known ? firstOf(error) : wordsIn(words).failed, kind: 'wrong' },
    isOffline(error) ? 6_000 : 12_000,
  )
}

/** The sentence of the one field that is wrong says more than « certains champs ». */
function firstOf(problem: Problem): string {
  const said = Object.values(problem.errors).flat()
  return said.length === 1 ? said[0]!.message : problem.detail
}

function say(one: Omit<Said, 'id'>, milliseconds: number): void {
  last += 1
  const id = last
  change([...shown.filter(({ text }) => text !== one.text).slice(-2), { id, ...one }])
  setTimeout(() => forget(id), milliseconds)
}

export function Toasts(): ReactNode {
  const w = useWords(words)
  const all = useSyncExternalStore(
    (tell) => {
      ears.add(tell)
      return () => void ears.delete(tell)
    },
    () => shown,
  )
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 max-sm:bottom-16 flex flex-col items-center gap-2 p-4 pb-[max(1rem,env(safe-area-inset-bottom))]"
    >
      {all.map(({ id, text, kind, action }) => (
        <div
          key={id}
          className="pointer-events-auto flex max-w-lg items-center gap-2 rounded-box bg-neutral py-2 pr-2 pl-4 text-neutral-content shadow-lift"
        >
          <Icon name={kind === 'done' ? 'check' : 'warning'} />
          <span className="py-1">{text}</span>
          {action && (
            <Button
              look="quiet"
              small
              className="text-inherit underline hover:bg-neutral-content/15"
              onClick={() => {
                forget(id)
                return action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton
            icon="close"
            label={w.close}
            small
            className="text-inherit hover:bg-neutral-content/15"
            onClick={() => forget(id)}
          />
        </div>
      ))}
    </div>
  )
}
