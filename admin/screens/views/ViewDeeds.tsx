import { type ReactNode, useState } from 'react'
import type { Table } from '../../lib/table.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { useViewDeeds } from './deeds.ts'
import { NameView } from './NameView.tsx'
import type { ViewInUse } from './use-view.ts'
import type { View } from './view.ts'
import { words } from './words.ts'

interface ViewDeedsProps {
  readonly table: Table
  readonly view: ViewInUse
  readonly chosen: View
}

/** What can be done with the view that is chosen. */
export function ViewDeeds({ table, view, chosen }: ViewDeedsProps): ReactNode {
  const w = useWords(words)
  const [naming, setNaming] = useState<'rename' | 'saveAs' | null>(null)
  const { entries, save, saveAs, rename } = useViewDeeds(table, view, setNaming)
  const { isChanged } = view
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1">
      {chosen.incomplete && (
        <span
          role="img"
          aria-label={w.incomplete}
          title={w.incomplete}
          className="grid size-9 place-items-center text-soft"
        >
          <Icon name="info" />
        </span>
      )}
      {isChanged && (
        <>
          <Button small look="quiet" onClick={view.revert} className="max-sm:hidden">
            {w.revert}
          </Button>
          <Button small look="main" onClick={chosen.changeable ? save : () => setNaming('saveAs')}>
            {chosen.changeable ? w.save : w.saveAs}
          </Button>
        </>
      )}
      <Menu
        button={<Icon name="more" />}
        label={w.more}
        entries={entries}
        align="end"
        className="btn btn-ghost btn-square size-9 pointer-coarse:size-11"
      />
      {naming && (
        <NameView
          name={naming === 'rename' ? chosen.name : ''}
          done={naming === 'rename' ? rename : saveAs}
          close={() => setNaming(null)}
        />
      )}
    </div>
  )
}
