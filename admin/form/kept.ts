import type { Json } from '#model/json.ts'
import { key } from './wire.ts'

/** What was typed outlives a reload in this tab, and nothing else: the phone may be anybody's. */
const name = `sugu.form.${key}`

export function kept(): Record<string, Json> {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Record<string, Json>
  } catch {
    return {}
  }
}

export function keep(values: Readonly<Record<string, Json>>): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(values))
  } catch {
    // Full or private: it is kept while the page is open.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}
