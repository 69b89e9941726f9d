import { kept } from './kept.ts'

/** What `boot.js` asked for while this code was still on its way. */
interface Early {
  readonly site: string | null
  readonly language: string
  readonly answers: Record<string, Promise<Response>>
}

const early = (window as { early?: Early }).early
const untilMs = 8_000

/** The answer to a question that the page asked as it began; once, and only if it was asked in the same words. */
export function earlyAnswer(
  path: string,
  site: string | null,
  language: string,
): Promise<Response> | undefined {
  const answer = early?.answers[path]
  if (!early || !answer) return undefined
  delete early.answers[path]
  return early.site === site && early.language === language && performance.now() < untilMs
    ? answer
    : undefined
}

type First = Readonly<Record<string, readonly string[]>>

const first = kept<First>(
  'sugu.first',
  () => ({}),
  (value) => typeof value === 'object' && value !== null,
)
const mostPages = 30
const mostQuestions = 6
const asked: string[] = []
const page = location.pathname
let isOver = false

/** What this page asks before it is at rest, it asks from its first moment the next time. */
export function rememberFirst(path: string): void {
  if (isOver || asked.length >= mostQuestions || asked.includes(path) || path.length > 1_500) return
  asked.push(path)
}

setTimeout(() => {
  isOver = true
  if (location.pathname !== page || asked.length === 0) return
  const others = Object.entries(first.now()).filter(([one]) => one !== page)
  first.set(Object.fromEntries([...others.slice(1 - mostPages), [page, asked]]))
}, 4_000)
