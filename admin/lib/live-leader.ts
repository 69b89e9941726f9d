/** Which of a browser's tabs does something for all of them: a browser opens six connections to an address, no more. */
export interface Election {
  stop(): void
}

interface Lease {
  readonly tab: string
  readonly at: number
  readonly hidden: boolean
}

const every = 2000
/** Without a word from it, a tab counts as gone: closed without goodbye, or put to sleep. */
const lasting = 7000

/**
 * Kept in `localStorage` rather than by a lock of the browser, which a private network over plain http does not have. A
 * tab that is looked at takes over from one that is hidden, whose clock the browser slows down.
 */
export function elect(name: string, tab: string, on: (leads: boolean) => void): Election {
  let leads = false
  const become = (is: boolean) => {
    if (is === leads) return
    leads = is
    on(is)
  }
  const look = () => {
    const held = read(name)
    const mine = held?.tab === tab
    const { hidden } = document
    const isFree = !held || Date.now() - held.at > lasting || (held.hidden && !hidden)
    if (!mine && !isFree) return become(false)
    if (!write(name, { tab, at: Date.now(), hidden })) return become(true)
    // Two that took it at once: the later one has it.
    if (mine) become(true)
    else setTimeout(() => become(read(name)?.tab === tab), 60)
  }
  const leave = () => {
    if (read(name)?.tab === tab) remove(name)
    become(false)
  }
  const onStorage = ({ key, newValue }: StorageEvent) => key === name && newValue === null && look()
  const timer = setInterval(look, every)
  addEventListener('storage', onStorage)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', look)
  document.addEventListener('visibilitychange', look)
  look()
  return {
    stop() {
      clearInterval(timer)
      removeEventListener('storage', onStorage)
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', look)
      document.removeEventListener('visibilitychange', look)
      leave()
    },
  }
}

/** A browser that keeps nothing has tabs that do not know of each other: each leads itself. */
function read(name: string): Lease | null {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? 'null') as Lease | null
    return typeof found?.tab === 'string' && typeof found.at === 'number' ? found : null
  } catch {
    return null
  }
}

function write(name: string, lease: Lease): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(lease))
    return true
  } catch {
    return false
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // It runs out by itself.
  }
}
