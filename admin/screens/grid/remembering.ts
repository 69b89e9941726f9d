import { wordsIn } from '../../lib/words.ts'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { takeBack } from './commands.ts'
import type { NowRef } from './grid-control.ts'
import { words } from './grid-words.ts'

/** What was done is taken back, and done again. */
export const remembering = (now: NowRef) => {
  const act = (way: 'undo' | 'redo') => async () => {
    const w = wordsIn(words)
    try {
      const done = await takeBack(now.current.sheet, way)
      if (!done) toast(way === 'undo' ? w.undoNothing : w.redoNothing)
      else if (done.skipped > 0) toast(w.undoSkipped(done.skipped))
      else toast(way === 'undo' ? w.undone(done.cells) : w.redone(done.cells))
    } catch (error) {
      sayProblem(error)
    }
  }
  return { undo: act('undo'), redo: act('redo') }
}
