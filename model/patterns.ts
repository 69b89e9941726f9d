import type { Node } from './pattern-syntax.ts'
import { parsePattern } from './pattern-syntax.ts'
import type { Parsed } from './problem.ts'
import { isProblem, problemsOf } from './problem.ts'

/**
 * Regular expressions that administrators write, matched against a whole text in time linear in its length:
 * no text can make one slow, as `(a+)+` makes JavaScript's own. What they may hold: `pattern-syntax.ts`.
 */
export interface Pattern {
  matches(text: string): boolean
}

const problem = problemsOf({
  'pattern.too_big': {
    fr: 'Ce motif répète trop : diminuez les nombres entre accolades.',
    en: 'This pattern repeats too much: lower the numbers between braces.',
  },
})

interface Waiting {
  readonly test: (character: string) => boolean
  readonly next: number
}
type State = Waiting | { readonly to: number[] }
const mostStates = 1000
class TooBig extends Error {}

const compiled = new Map<string, Parsed<Pattern>>()
const mostCompiled = 1000

export function compilePattern(source: string): Parsed<Pattern> {
  const known = compiled.get(source)
  if (known) return known
  const parsed = parsePattern(source)
  const pattern = isProblem(parsed) ? parsed : build(parsed.value)
  if (compiled.size >= mostCompiled) compiled.clear()
  compiled.set(source, pattern)
  return pattern
}

function build(node: Node): Parsed<Pattern> {
  const states: State[] = [{ to: [] }]
  try {
    return { value: matcher(states, emit(states, node, 0)) }
  } catch (error) {
    if (error instanceof TooBig) return { problem: problem('pattern.too_big') }
    throw error
  }
}

function add(states: State[], state: State): number {
  if (states.length >= mostStates) throw new TooBig()
  return states.push(state) - 1
}

/**
 * Thompson's construction, from the end: the state to begin at so that `node` is matched and then `next`.
 * Even nothing makes a state: so `((){9}){9}` meets the limit too.
 */
function emit(states: State[], node: Node, next: number): number {
  switch (node.kind) {
    case 'atom':
      return add(states, { test: node.test, next })
    case 'all':
      return node.parts.reduceRight((after, part) => emit(states, part, after), add(states, { to: [next] }))
    case 'any':
      return add(states, { to: node.parts.map((part) => emit(states, part, next)) })
    case 'repeat':
      return emitRepeat(states, node, next)
  }
}

function emitRepeat(states: State[], { part, min, max }: Node & { kind: 'repeat' }, next: number): number {
  let start = add(states, { to: [next] })
  if (max === Infinity) {
    const loop = { to: [next] }
    start = add(states, loop)
    loop.to.push(emit(states, part, start))
  } else {
    for (let i = min; i < max; i++) start = add(states, { to: [next, emit(states, part, start)] })
  }
  for (let i = 0; i < min; i++) start = emit(states, part, start)
  return start
}

/** States that the text may be in at once; what each character leads to is worked out when first met. */
interface Front {
  readonly ends: boolean
  readonly waiting: readonly Waiting[]
  readonly after: Map<string, Front>
}
const mostFronts = 500

function matcher(states: readonly State[], start: number): Pattern {
  const fronts = new Map<string, Front>()
  const front = (begin: readonly number[]): Front => {
    const reached = [...reach(states, begin)].sort((a, b) => a - b)
    const key = reached.join()
    const known = fronts.get(key)
    if (known) return known
    const waiting = reached.map((i) => states[i]!).filter((state) => 'test' in state)
    const made = { ends: reached.includes(0), waiting, after: new Map() }
    if (fronts.size >= mostFronts) fronts.clear()
    fronts.set(key, made)
    return made
  }
  const step = (from: Front, character: string): Front => {
    const to = front(from.waiting.filter((state) => state.test(character)).map((state) => state.next))
    if (from.after.size < mostFronts) from.after.set(character, to)
    return to
  }
  const first = front([start])
  return {
    matches(text) {
      let at = first
      for (const character of text) {
        at = at.after.get(character) ?? step(at, character)
        if (at.waiting.length === 0 && !at.ends) return false
      }
      return at.ends
    },
  }
}

function reach(states: readonly State[], begin: readonly number[]): Set<number> {
  const reached = new Set<number>(begin)
  for (const i of reached) {
    const state = states[i]!
    if ('to' in state) for (const next of state.to) reached.add(next)
  }
  return reached
}
