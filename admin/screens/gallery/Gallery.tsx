import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import type { Page } from '../../lib/table.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { rowParams } from '../grid/query.ts'
import { Choosing } from '../views/Choosing.tsx'
import { useRowColour } from '../views/colours.ts'
import { PickField, PickFields } from '../views/FieldsMenu.tsx'
import { boardFields, cardFields } from '../views/first-settings.ts'
import { fieldsNamed, fieldsParam, RowCard } from '../views/RowCard.tsx'
import type { BodyProps } from '../views/ViewBody.tsx'

const words = dictionary({
  card: ['Champs des cartes', 'Fields of cards'],
  colour: ['Couleur', 'Colour'],
  more: ['Afficher plus', 'Show more'],
  empty: ['Aucune ligne à montrer', 'No rows to show'],
  emptyHelp: [
    'Ajoutez une ligne, ou élargissez le filtre : les cartes viendront ici.',
    'Add a row, or widen the filter: cards will come here.',
  ],
})

/** Rows as cards, beside each other. */
export function Gallery({ table, view }: BodyProps): ReactNode {
  const w = useWords(words)
  const { card = [], colour } = view.settings
  const colourOf = useRowColour(table, colour)
  const { rows, hasMore, more } = useRows(table, view)
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      <Choosing>
        <PickField
          label={w.colour}
          optional
          fields={boardFields(table)}
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
      {!rows && <Skeleton lines={6} />}
      {rows?.length === 0 && (
        <Empty icon="gallery" title={w.empty}>
          {w.emptyHelp}
        </Empty>
      )}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] gap-3 px-3 pb-4">
        {rows?.map((row) => (
          <li
            key={row.id}
            className="relative flex flex-col gap-2 overflow-clip rounded-box border border-base-300 bg-base-100 p-3.5 pl-4 hover:border-base-content/30"
          >
            <RowCard table={table} row={row} fields={fieldsNamed(table, card)} colour={colourOf(row)} named />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="quiet" className="mx-auto mb-4" onClick={more}>
          {w.more}
        </Button>
      )}
    </div>
  )
}

/** Sixty at a time. */
function useRows(table: BodyProps['table'], view: BodyProps['view']) {
  const { card = [], colour } = view.settings
  const params = {
    ...rowParams(view.query),
    fields: fieldsParam(table, [colour, ...card]),
    page_size: 60,
    count: 'none',
  }
  const found = useInfiniteQuery({
    queryKey: ['rows', table.slug, 'gallery', params],
    queryFn: ({ signal, pageParam }) => {
      const next = pageParam === null ? null : new URL(pageParam)
      return next
        ? api.get<Page>(next.pathname + next.search, undefined, { signal })
        : api.get<Page>(`/api/${table.slug}/`, params, { signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  return {
    rows: found.data?.pages.flatMap(({ results }) => results),
    hasMore: found.hasNextPage,
    more: () => found.fetchNextPage(),
  }
}
