import { complain, type Found } from '../definition.ts'
import type { Field } from '../fields/index.ts'
import { parseFormula } from '../formula/formula.ts'
import { fieldOfType } from '../formula/result.ts'
import type { Problem } from '../problem.ts'
import type { FieldDraft, Table } from '../table.ts'
import { computedProblem } from './problems.ts'
import type { ComputedDraft } from './read-computed.ts'
import { readLookup } from './read-lookup.ts'
import { readRollup } from './read-rollup.ts'
import type { Resolving, TargetNamed, Worked } from './resolving.ts'
import type { Result } from './results.ts'

export interface ResolveOptions {
  readonly slug: string
  readonly aliases: readonly string[]
  readonly target?: TargetNamed | undefined
  asTable(fields: readonly FieldDraft[]): Table
}

/** Draft fields, some of them known only by what the definition says of them. */
export interface Unresolved {
  readonly fields: readonly FieldDraft[]
  readonly drafts: ReadonlyMap<string, ComputedDraft>
}

/** Each field that is worked out gets the type of its result; problems are told where the definition says it. */
export function resolveComputed(
  found: Found,
  { fields, drafts }: Unresolved,
  options: ResolveOptions,
): readonly FieldDraft[] {
  if (drafts.size === 0) return fields
  const done = new Map<string, FieldDraft>()
  const failed = new Set<string>()
  const now = () => fields.map((field) => done.get(field.slug) ?? field)
  const resolve = (field: FieldDraft, way: readonly string[]): FieldDraft | undefined => {
    const { slug } = field
    const draft = drafts.get(slug)
    if (!draft || done.has(slug)) return done.get(slug) ?? field
    if (failed.has(slug)) return undefined
    if (way.includes(slug)) throw new Round([...way.slice(way.indexOf(slug)), slug])
    let looksAtFailed = false
    const own = (name: string): Field | undefined => {
      const other = named(fields, name)
      const made = other && resolve(other, [...way, slug])
      looksAtFailed ||= other !== undefined && !made
      return made as Field | undefined
    }
    const self = () => options.asTable(now().filter((one) => !drafts.has(one.slug) || done.has(one.slug)))
    const worked = work(draft, { own, self, target: (name) => targetOf(options, name) })
    if (!('problem' in worked)) {
      done.set(slug, workedField(field, worked))
      return done.get(slug)
    }
    failed.add(slug)
    if (!looksAtFailed) complain(found, pathOf(draft, worked.at), toldOf(draft, slug, worked.problem))
    return undefined
  }
  for (const field of fields) tryOne(found, drafts.get(field.slug), () => resolve(field, []))
  return now()
}

function workedField(
  { id, slug, label, help, aliases }: FieldDraft,
  { computed, result }: Extract<Worked, { computed: unknown }>,
): FieldDraft {
  const common = {
    ...(id !== undefined && { id }),
    slug,
    label,
    ...(help && { help }),
    ...(aliases && { aliases }),
  }
  return { ...common, ...result, readonly: true, computed } as unknown as FieldDraft
}

class Round extends Error {
  readonly way: readonly string[]
  constructor(way: readonly string[]) {
    super('a field is worked out from itself')
    this.way = way
  }
}

function tryOne(found: Found, draft: ComputedDraft | undefined, resolve: () => unknown): void {
  try {
    resolve()
  } catch (error) {
    if (!(error instanceof Round)) throw error
    complain(found, draft!.path, computedProblem('computed.cycle', { fields: error.way.join(' → ') }))
  }
}

/** A slug in use wins over a former one. */
const named = (fields: readonly FieldDraft[], name: string): FieldDraft | undefined =>
  fields.find(({ slug }) => slug === name) ?? fields.find(({ aliases }) => aliases?.includes(name))

function targetOf(
  { slug, aliases, target }: ResolveOptions,
  name: string | number,
): Table | null | undefined {
  return name === slug || aliases.includes(String(name)) ? null : target?.(name)
}

const pathOf = ({ path }: ComputedDraft, setting?: string): string =>
  setting === undefined ? path : `${path}.${setting}`

/** What was sound, and is not any more, is so because of something else that changes. */
const toldOf = ({ wasSound }: ComputedDraft, slug: string, problem: Problem): Problem =>
  wasSound ? computedProblem('computed.broken', { field: slug }) : problem

function work(draft: ComputedDraft, resolving: Resolving): Worked {
  if (draft.type === 'lookup') return readLookup(draft.settings, resolving)
  if (draft.type === 'rollup') return readRollup(draft.settings, resolving)
  const read = parseFormula(String(draft.settings.formula), resolving.own)
  if ('problem' in read) return { problem: read.problem, at: 'formula' }
  return {
    computed: { type: 'formula', ast: read.formula },
    result: fieldOfType(read.formula.type) as unknown as Result,
  }
}
