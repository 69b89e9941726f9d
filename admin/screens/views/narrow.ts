import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 639px)')

const listen = (tell: () => void) => {
  narrow.addEventListener('change', tell)
  return () => narrow.removeEventListener('change', tell)
}

/** As on a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches)
