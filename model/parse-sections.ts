import { at, complain, type Found, readList, readObject, readText } from './definition.ts'
import type { Field } from './fields/index.ts'
import type { Json } from './json.ts'
import { readName } from './parse-sets.ts'
import { problemsOf } from './problem.ts'
import type { FieldDraft, Section } from './table.ts'

const problem = problemsOf({
  'section.field_twice': {
    fr: 'Le champ « {slug} » est déjà dans une autre section.',
    en: 'The field "{slug}" is already in another section.',
  },
  'section.no_label': {
    fr: 'Donnez un titre à la section, comme {"fr": "Montants", "en": "Amounts"}.',
    en: 'Give the section a title, such as {"fr": "Montants", "en": "Amounts"}.',
  },
})

const most = { sections: 30, fields: 300 } as const

/** The parts of a form, in their order; a field stands in one of them at most. */
export function parseSections(
  found: Found,
  input: unknown,
  fields: readonly (FieldDraft | Field)[],
): Section[] {
  const taken = new Set<string>()
  return readList(found, 'sections', input, most.sections).flatMap((section, i) => {
    const path = at('sections', i)
    const given = readObject(found, path, section, ['label', 'fields'])
    if (!given) return []
    const label =
      given.label === undefined
        ? complain(found, at(path, 'label'), problem('section.no_label'))
        : readText(found, at(path, 'label'), given.label, 120)
    const slugs = readFields(found, at(path, 'fields'), given.fields, fields, taken)
    return label ? [{ label, fields: slugs }] : []
  })
}

function readFields(
  found: Found,
  path: string,
  input: Json | undefined,
  fields: readonly (FieldDraft | Field)[],
  taken: Set<string>,
): string[] {
  return readList(found, path, input, most.fields).flatMap((name, i) => {
    const slug = readName(found, at(path, i), name, fields, () => true)
    if (slug === undefined) return []
    if (taken.has(slug)) return complain(found, at(path, i), problem('section.field_twice', { slug })) ?? []
    taken.add(slug)
    return slug
  })
}
