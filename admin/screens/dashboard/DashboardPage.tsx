import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Icon } from '../../parts/icons.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { NameView } from '../views/NameView.tsx'
import { CardDialog } from './CardDialog.tsx'
import { Cards } from './Cards.tsx'
import { changeDashboard, type Dashboard, dashboardsQuery, mayCompose, type SeenCard } from './dashboards.ts'
import { useDashboardDeeds } from './deeds.ts'
import { words } from './words.ts'

const route = getRouteApi('/frame/tableaux/$id')

export function DashboardPage(): ReactNode {
  const w = useWords(words)
  const { id } = route.useParams()
  const { data } = useSuspenseQuery(dashboardsQuery)
  const board = data.find((one) => one.id === Number(id))
  if (!board) return <Empty icon="chart" title={w.gone} />
  return <DashboardBoard key={board.id} board={board} />
}

/** A page of figures, charts and lists; whose it is composes it in place. */
export function DashboardBoard({ board }: { board: Dashboard }): ReactNode {
  const w = useWords(words)
  const [isComposing, setComposing] = useState(board.cards.length === 0 && mayCompose(board))
  const [editing, setEditing] = useState<number | 'new' | null>(null)
  const [isNaming, setNaming] = useState(false)
  const entries = useDashboardDeeds(board, () => setNaming(true))
  const keep = (cards: readonly SeenCard[]) => changeDashboard(board, { cards }).catch(sayProblem)
  const done = async (card: SeenCard) => {
    setEditing(null)
    await keep(editing === 'new' ? [...board.cards, card] : board.cards.with(editing as number, card))
  }
  return (
    <div className="flex w-full flex-col gap-4 p-4 sm:p-6">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="min-w-0 grow truncate text-2xl font-semibold">{board.name}</h1>
        {isComposing && (
          <Button look="main" icon="plus" onClick={() => setEditing('new')}>
            {w.add}
          </Button>
        )}
        {mayCompose(board) && (
          <Button icon={isComposing ? 'check' : 'edit'} onClick={() => setComposing(!isComposing)}>
            {isComposing ? w.done : w.compose}
          </Button>
        )}
        <Menu
          button={<Icon name="more" />}
          label={w.more}
          align="end"
          className="btn btn-ghost btn-square size-9 pointer-coarse:size-11"
          entries={entries}
        />
      </header>
      {board.cards.length === 0 && (
        <Empty icon="chart" title={w.noCards}>
          {w.noCardsHelp}
        </Empty>
      )}
      <Cards board={board} isComposing={isComposing} edit={setEditing} keep={keep} />
      {editing !== null && (
        <CardDialog
          card={editing === 'new' ? null : board.cards[editing]!}
          done={done}
          close={() => setEditing(null)}
        />
      )}
      {isNaming && (
        <NameView
          name={board.name}
          label={w.name}
          done={(name) => changeDashboard(board, { name }).catch(sayProblem)}
          close={() => setNaming(false)}
        />
      )}
    </div>
  )
}
