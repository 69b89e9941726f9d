import type { Text } from '#model/language.ts'
import { prefer } from '../../lib/preferences.ts'
import type { Here, TableHere } from '../../lib/session.ts'

/** How somebody arranged the navigation: slugs in their own order, what they hid and what they folded. */
export interface Arranged {
  readonly apps?: readonly string[]
  readonly tables?: Readonly<Record<string, readonly string[]>>
  readonly hidden?: readonly string[]
  readonly folded?: readonly string[]
}

export interface Shelf {
  readonly slug: string
  readonly label: Text
  readonly isFolded: boolean
  readonly tables: readonly (TableHere & { readonly isHidden: boolean })[]
}

/** Of what the house runs on, what those may look at who do not administer it: the rest has screens of its own. */
const listed: readonly string[] = ['users', 'memberships', 'groups']

/** Shown as a table, and not by a screen of its own. */
export const isListed = (here: Here, slug: string): boolean =>
  !here.apps.some(({ slug: app, tables }) => app === 'house' && tables.includes(slug)) ||
  (!here.is_admin && listed.includes(slug))

const name = 'nav'
export const arrangedIn = (here: Here): Arranged => (here.preferences[name] ?? {}) as Arranged
export const arrange = (next: Arranged): void => prefer(name, next)

/** In the person's order; what came since stands behind, as the app has it. */
function sorted<T extends { readonly slug: string }>(all: readonly T[], order: readonly string[] = []): T[] {
  const place = (one: T) => {
    const at = order.indexOf(one.slug)
    return at < 0 ? order.length + all.indexOf(one) : at
  }
  return [...all].sort((a, b) => place(a) - place(b))
}

export function shelvesOf(here: Here): readonly Shelf[] {
  const arranged = arrangedIn(here)
  return sorted(here.apps, arranged.apps).map((app) => {
    const shown = app.tables.filter((slug) => isListed(here, slug))
    const own = shown.flatMap((slug) => here.tables.find((table) => table.slug === slug) ?? [])
    return {
      slug: app.slug,
      label: app.label,
      isFolded: arranged.folded?.includes(app.slug) ?? false,
      tables: sorted(own, arranged.tables?.[app.slug])
        .filter((table) => table.may.read)
        .map((table) => ({ ...table, isHidden: arranged.hidden?.includes(table.slug) ?? false })),
    }
  })
}

const toggled = (list: readonly string[] = [], one: string): readonly string[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

export function fold(here: Here, app: string): void {
  const arranged = arrangedIn(here)
  arrange({ ...arranged, folded: toggled(arranged.folded, app) })
}

export function hide(here: Here, table: string): void {
  const arranged = arrangedIn(here)
  arrange({ ...arranged, hidden: toggled(arranged.hidden, table) })
}

/** One of the list put where another stands. */
export function moved(order: readonly string[], one: string, to: number): string[] {
  const rest = order.filter((other) => other !== one)
  const at = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, at), one, ...rest.slice(at)]
}

export function moveTable(here: Here, shelf: Shelf, table: string, to: number): void {
  const arranged = arrangedIn(here)
  const order = moved(
    shelf.tables.map(({ slug }) => slug),
    table,
    to,
  )
  arrange({ ...arranged, tables: { ...arranged.tables, [shelf.slug]: order } })
}

export function moveShelf(here: Here, shelf: string, to: number): void {
  const order = moved(
    shelvesOf(here).map(({ slug }) => slug),
    shelf,
    to,
  )
  arrange({ ...arrangedIn(here), apps: order })
}
