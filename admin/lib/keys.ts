import { useEffect, useRef } from 'react'

/** A combination as people write it: `mod+k` (Ctrl, or ⌘ on a Mac), `shift+?`, `g t` (one after the other). */
export interface Shortcut {
  readonly keys: string
  /** As the keyboard map shows it, in both languages. */
  readonly label: readonly [fr: string, en: string]
  readonly run: (event: KeyboardEvent) => void
  /** Also while somebody types in a field. */
  readonly inFields?: boolean
  /** What the map groups it under; absent: everywhere. */
  readonly group?: readonly [fr: string, en: string]
}

const known = new Set<{ now: readonly Shortcut[] }>()

/** The shortcuts that hold now, the innermost screen last: for the map. */
export const shortcutsNow = (): readonly Shortcut[] => [...known].flatMap(({ now }) => now)

/** Keeps these while the component is on the screen. The last that was put there answers first. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const held = useRef({ now: shortcuts })
  held.current.now = shortcuts
  useEffect(() => {
    const mine = held.current
    known.add(mine)
    return () => void known.delete(mine)
  }, [])
}

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

let pressed: { keys: string; at: number } = { keys: '', at: 0 }
const patience = 1000

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return
  const stroke = strokeOf(event)
  const row = performance.now() - pressed.at < patience ? `${pressed.keys} ${stroke}` : null
  pressed = { keys: stroke, at: performance.now() }
  const typing = isTyping(event.target)
  const found = [...known]
    .reverse()
    .flatMap(({ now }) => now)
    .find(({ keys, inFields }) => (!typing || inFields) && (keys === stroke || keys === row))
  if (!found) return
  event.preventDefault()
  pressed = { keys: '', at: 0 }
  found.run(event)
})

/** The sign says its own shift: `?` is `?` on every keyboard. */
function strokeOf(event: KeyboardEvent): string {
  const { key, altKey, shiftKey } = event
  const mod = isMac ? event.metaKey : event.ctrlKey
  const named = key.length > 1
  return [mod && 'mod', altKey && 'alt', shiftKey && (named || mod) && 'shift', key.toLowerCase()]
    .filter(Boolean)
    .join('+')
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** `mod+k` → `Ctrl K`, `⌘ K`. */
export const sayKeys = (keys: string): readonly string[] =>
  keys.split(' ').flatMap((stroke) => stroke.split(/\+(?!$)/).map(sayKey))

const names: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  shift: '⇧',
  enter: '⏎',
  escape: 'Échap',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  ' ': '␣',
}
const sayKey = (key: string): string => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)
