import type { GridControl } from './grid-control.ts'
import type { Sheet } from './use-sheet.ts'

export function tickedOf(sheet: Sheet, { ticked }: GridControl): 'none' | 'some' | 'all' {
  if (ticked.size === 0) return 'none'
  return ticked.size >= (sheet.count() ?? 0) ? 'all' : 'some'
}

/** All that are here; the bar that comes up offers the others. */
export function tickAll(sheet: Sheet, grid: GridControl): void {
  if (grid.ticked.size > 0) {
    grid.untick()
    return
  }
  const ids: number[] = []
  for (let line = 0; line < Math.min(sheet.count() ?? 0, 1000); line++) {
    const row = sheet.rowAt(line)
    if (row && row.id > 0) ids.push(row.id)
  }
  grid.tick(ids, true)
}
