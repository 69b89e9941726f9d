/** Lets so many works run at once; the others wait in the order in which they came. */
export function inLine(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

/** One line per name: works of the same name run one after another, the others beside them. */
export function inLineByName(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, { line: ReturnType<typeof inLine>; people: number }>()
  return async (name, work) => {
    const entry = lines.get(name) ?? { line: inLine(1), people: 0 }
    lines.set(name, entry)
    entry.people += 1
    try {
      return await entry.line(work)
    } finally {
      entry.people -= 1
      if (entry.people === 0) lines.delete(name)
    }
  }
}
