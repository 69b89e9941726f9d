import { useNavigate } from '@tanstack/react-router'
import { usePreference } from '../../lib/preferences.ts'
import { useWords } from '../../lib/words.ts'
import type { MenuEntry } from '../../parts/Menu.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { bringBackDashboard, changeDashboard, type Dashboard, removeDashboard } from './dashboards.ts'
import { words } from './words.ts'

/** The id of the dashboard that somebody begins with; 0: the usual page. */
export const useHomeBoard = () => usePreference<number>('home', 0)

export function useDashboardDeeds(board: Dashboard, rename: () => void): MenuEntry[] {
  const w = useWords(words)
  const navigate = useNavigate()
  const [home, setHome] = useHomeBoard()
  const isHome = home === board.id
  const remove = async () => {
    try {
      await navigate({ to: '/tableaux' })
      await removeDashboard(board)
      toast(w.removed(board.name), { label: w.undo, run: () => bringBackDashboard(board).catch(sayProblem) })
    } catch (error) {
      sayProblem(error)
    }
  }
  const entries: MenuEntry[] = [
    { label: isHome ? w.notHome : w.home, icon: 'home', run: () => setHome(isHome ? 0 : board.id) },
  ]
  if (!board.changeable) return entries
  const share = () => changeDashboard(board, { shared: !board.shared }).catch(sayProblem)
  return [
    ...entries,
    { label: w.rename, icon: 'edit', run: rename },
    { label: board.shared ? w.unshare : w.share, icon: 'users', run: share },
    { label: w.remove, icon: 'trash', run: remove, danger: true, apart: true },
  ]
}
