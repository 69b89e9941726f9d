import type { Field } from './fields/index.ts'
import type { Section } from './table.ts'

export interface Part {
  /** Null: what no section names. */
  readonly section: Section | null
  readonly fields: readonly Field[]
}

/** A form from top to bottom: first what no section names, in the table's order, then each section that has fields. */
export function partsOf(fields: readonly Field[], sections: readonly Section[] = []): Part[] {
  const bySlug = new Map(fields.map((field) => [field.slug, field]))
  const named = new Set(sections.flatMap((section) => section.fields))
  const parts: Part[] = [
    { section: null, fields: fields.filter(({ slug }) => !named.has(slug)) },
    ...sections.map((section) => ({
      section,
      fields: section.fields.flatMap((slug) => bySlug.get(slug) ?? []),
    })),
  ]
  return parts.filter((part) => part.fields.length > 0)
}
