import { type ReactNode, useState } from 'react'
import { titleOf } from '../../fields/titles.ts'
import type { Field, Row } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Choosing } from '../views/Choosing.tsx'
import { PickField, PickFields } from '../views/FieldsMenu.tsx'
import { boardFields, cardFields, numberFields } from '../views/first-settings.ts'
import type { BodyProps } from '../views/ViewBody.tsx'
import { LaneColumn } from './LaneColumn.tsx'
import { type Lane, useLanes } from './lanes.ts'
import { useMoves } from './moves.ts'
import { words } from './words.ts'

/** Rows in columns, by a choice, a yes or no, or a link; carried from one to another, the field follows. */
export function Board({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const fields = boardFields(table)
  const field = fields.find(({ slug }) => slug === view.settings.board)
  return (
    <div className="flex min-h-0 grow flex-col">
      <Settings table={table} view={view} />
      {field ? (
        <Lanes key={field.slug} table={table} view={view} field={field} />
      ) : (
        <Empty icon="kanban" title={w.noBoard}>
          {fields.length > 0 ? w.noBoardHelp : w.noField}
        </Empty>
      )}
    </div>
  )
}

function Settings({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const { board, measure, card = [], colour } = view.settings
  return (
    <Choosing>
      <PickField
        label={w.by}
        fields={boardFields(table)}
        chosen={board}
        onChoose={(slug) => view.change({ board: slug as string })}
      />
      <PickField
        label={w.sum}
        optional
        fields={numberFields(table)}
        chosen={measure?.split(':')[1]}
        onChoose={(slug) => view.change({ measure: slug ? `sum:${slug}` : 'count' })}
      />
      <PickField
        label={w.colour}
        optional
        fields={boardFields(table).filter(({ slug }) => slug !== board)}
        chosen={colour}
        onChoose={(slug) => view.change({ colour: slug as string })}
      />
      <PickFields
        label={w.card}
        fields={cardFields(table)}
        chosen={card}
        onChoose={(next) => view.change({ card: next })}
      />
    </Choosing>
  )
}

interface Lifted {
  readonly row: Row
  readonly from: Lane
  readonly to: Lane
}

function Lanes({ table, view, field }: BodyProps & { readonly field: Field }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const lanes = useLanes(table, field, view)
  const moves = useMoves(table, field)
  const [over, setOver] = useState<string | null>(null)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  if (!lanes) return <Skeleton lines={6} />
  const may = table.may.update && !field.readonly
  const laneOf = (id: string): Lane => lanes.find((lane) => lane.id === id)!
  const step = (by: number) => {
    if (!lifted) return
    const at = lanes.findIndex(({ id }) => id === lifted.to.id)
    setLifted({ ...lifted, to: lanes[Math.min(Math.max(at + by, 0), lanes.length - 1)]! })
  }
  const put = () => {
    if (lifted) void moves.move(lifted.row, lifted.from, lifted.to)
    setLifted(null)
  }
  const name = lifted ? titleOf(lifted.row, table.title) : ''
  return (
    <>
      <p className="sr-only" aria-live="assertive">
        {lifted && (lifted.to.id === lifted.from.id ? w.lifted(name) : w.over(lifted.to.label))}
      </p>
      <section
        data-scroll="x"
        aria-label={say(field.label)}
        className="flex min-h-0 grow snap-x items-stretch gap-3 overflow-x-auto px-3 pt-1 pb-3 max-sm:snap-mandatory"
      >
        {lanes.map((lane) => (
          <LaneColumn
            key={lane.id}
            {...{ table, view, field, lane, lanes, moves, may }}
            isOver={(lifted?.to.id ?? over) === lane.id}
            lifted={lifted?.row.id ?? null}
            carrying={{
              over: setOver,
              drop: (row, id) => void moves.move(row, lane, laneOf(id)),
              end: () => setOver(null),
              lift: (row) => setLifted({ row, from: lane, to: lane }),
              step,
              put,
              giveUp: () => setLifted(null),
            }}
          />
        ))}
      </section>
    </>
  )
}
