import { toast } from '../parts/Toast.tsx'
import { router } from '../routes.ts'
import { dictionary, wordsIn } from './words.ts'

const words = dictionary({
  newer: ['Une nouvelle version de Sugu est là.', 'A new version of Sugu is here.'],
  reload: ['Recharger', 'Reload'],
})

/** The build that this page was made by. */
const own = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? ''
const every = 5 * 60_000
const beginning = 15_000
let lastAsked = 0
let isTouched = false
let isTold = false

/**
 * The page comes out of the worker's store at once; whether it is still the newest is asked while people already read.
 * Where it is not: at the very beginning, while nobody has typed, it is taken anew by itself; later it offers to, and
 * goes with the next change of screen.
 */
export function keepCurrent(): void {
  for (const kind of ['pointerdown', 'keydown'])
    addEventListener(kind, () => (isTouched = true), { once: true, capture: true })
  // A file that is gone is an older build's; one that a cut network withheld comes later.
  addEventListener('vite:preloadError', () => void ask(true))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && ask())
  setInterval(ask, every)
  const begin = () => {
    void ask(true)
    void navigator.serviceWorker?.register('/admin/worker.js', { scope: '/admin/' }).catch(() => {})
  }
  if (document.readyState === 'complete') setTimeout(begin, 1_000)
  else addEventListener('load', () => setTimeout(begin, 1_000))
}

async function ask(isFirst = false): Promise<void> {
  if (own === '' || (!isFirst && performance.now() - lastAsked < every / 2)) return
  lastAsked = performance.now()
  const newest = await fetch('/admin/build').then(
    (answer) => (answer.ok ? answer.text() : ''),
    () => '',
  )
  if (newest === '' || newest === own) return
  await takeWorker()
  if (!isTouched && performance.now() < beginning) reloadOnce()
  else offer()
}

/** The worker of the new build, in charge before the page is taken anew: or that would come out of the old store. */
async function takeWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/admin/')
  if (!registration?.active) return
  const taken = new Promise<void>((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true }),
  )
  await registration.update().catch(() => {})
  await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 20_000))])
}

/** Twice in a row for one build would be a circle. */
function reloadOnce(): void {
  const mark = `sugu.reloaded ${own}`
  if (sessionStorage.getItem(mark) !== null) offer()
  else {
    sessionStorage.setItem(mark, '1')
    location.reload()
  }
}

function offer(): void {
  if (isTold) return
  isTold = true
  const w = wordsIn(words)
  toast(w.newer, { label: w.reload, run: () => location.reload() })
  router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
    if (pathChanged) location.assign(`/admin${toLocation.href}`)
  })
}
