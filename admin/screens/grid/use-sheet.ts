import { useEffect, useMemo, useRef, useState } from 'react'
import { dayAt } from '#model/time-zones.ts'
import type { WhereEnv } from '#model/where-js.ts'
import { queries } from '../../lib/query.ts'
import { useHere } from '../../lib/session.ts'
import type { Row, Table } from '../../lib/table.ts'
import { missing } from './cell-state.ts'
import { isExtra } from './columns.ts'
import { useRules } from './late-rules.ts'
import { openLateWrites } from './late-writes.ts'
import { type Line, type Lines, openLines } from './lines.ts'
import { openPast, type Past } from './past.ts'
import { groupText, type ListQuery, rowParams } from './query.ts'
import { storageName } from './waiting.ts'
import type { Writes } from './writes.ts'

/** Everything of a table that a grid holds while it is open: what it shows, what is being written, what was done. */
export interface Sheet {
  readonly table: Table
  readonly env: WhereEnv
  readonly lines: Lines
  readonly writes: Writes
  readonly past: Past
  /** Lines to show, drafts at the end; null until it is known. */
  count(): number | null
  at(line: number): Line
  /** As it will be, once what waits is saved. */
  rowAt(line: number): Row | undefined
  rowById(id: number): Row | undefined
}

export function useSheet(
  table: Table,
  query: ListQuery,
  fields: readonly string[],
  measures: readonly string[],
): Sheet | null {
  const [, redraw] = useState(0)
  const draw = useFrameThrottle(() => redraw((n) => n + 1))
  const env = useEnv()
  const lines = useLines(table, query, fields, measures, draw)
  const opened = useWrites(table, env, lines, draw)
  const isJudged = useRules(table)
  return useMemo(() => {
    if (!lines || !opened || !isJudged) return null
    return sheetOf(table, env, lines, opened.writes, opened.past)
  }, [table, env, lines, opened, isJudged])
}

function sheetOf(table: Table, env: WhereEnv, lines: Lines, writes: Writes, past: Past): Sheet {
  const at = (index: number): Line => {
    const length = lines.count() ?? 0
    if (index >= length) return { row: writes.drafts()[index - length] }
    const line = lines.at(index)
    return 'row' in line && line.row ? { row: writes.shown(line.row) } : line
  }
  const rowAt = (index: number) => {
    const line = at(index)
    return 'row' in line ? line.row : undefined
  }
  return {
    table,
    env,
    lines,
    writes,
    past,
    at,
    rowAt,
    count: () => {
      const length = lines.count()
      return length === null ? null : length + writes.drafts().length
    },
    rowById(asked) {
      const id = writes.idOf(asked)
      const row = lines.byId(id) ?? writes.drafts().find((draft) => draft.id === id)
      return row && writes.shown(row)
    },
  }
}

/** Who asks, and which day it is at the site: what rules may want to know. */
function useEnv(): WhereEnv {
  const { user, site } = useHere()
  const today = dayAt(site.time_zone, Date.now())
  return useMemo(() => ({ me: user.id, today }), [user.id, today])
}

/** However often it is called, once in a frame. */
function useFrameThrottle(run: () => void): () => void {
  const held = useRef({ run, asked: 0 })
  held.current.run = run
  return useMemo(
    () => () => {
      if (held.current.asked !== 0) return
      held.current.asked = requestAnimationFrame(() => {
        held.current.asked = 0
        held.current.run()
      })
    },
    [],
  )
}

function useLines(
  table: Table,
  query: ListQuery,
  fields: readonly string[],
  measures: readonly string[],
  draw: () => void,
): Lines | null {
  const [lines, setLines] = useState<Lines | null>(null)
  const { where, ...rest } = rowParams(query)
  const extra = fields.filter(isExtra)
  const asked = {
    table: table.slug,
    where: query.where,
    group: query.group,
    params: {
      ...rest,
      ...(extra.length > 0 && {
        fields: ['id', ...table.fields.map(({ slug }) => slug), ...extra, 'version'].join(','),
      }),
    },
    measures: query.group.length > 0 ? measures : [],
  }
  const name = JSON.stringify([asked.table, where, groupText(asked.group), asked.params, asked.measures])
  const held = useRef(asked)
  held.current = asked
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the whole question
  useEffect(() => {
    const opened = openLines(held.current, draw)
    opened.want(0, 60)
    setLines(opened)
    return () => opened.close()
  }, [name, draw])
  useRefreshed(table.slug, lines)
  return lines
}

/** What others of our screens have written is read again here too. */
function useRefreshed(slug: string, lines: Lines | null): void {
  useEffect(() => {
    if (!lines) return
    return queries.getQueryCache().subscribe(({ type, query }) => {
      const isOurs =
        query.queryKey[0] === 'rows' && query.queryKey[1] === slug && query.queryKey[2] === 'grid'
      if (type === 'updated' && isOurs && query.state.isInvalidated) {
        query.setState({ isInvalidated: false })
        lines.refresh()
      }
    })
  }, [slug, lines])
  useEffect(() => {
    queries.setQueryData(['rows', slug, 'grid'], 0)
  }, [slug])
}

interface Opened {
  readonly writes: Writes
  readonly past: Past
}

function useWrites(table: Table, env: WhereEnv, lines: Lines | null, draw: () => void): Opened | null {
  const { user, site } = useHere()
  const [opened, setOpened] = useState<Opened | null>(null)
  const now = useRef({ lines, env })
  now.current = { lines, env }
  useEffect(() => {
    const past = openPast()
    const told = {
      changed: draw,
      saved(row: Row) {
        now.current.lines?.put(row)
        sumAgain(table.slug)
      },
      created(before: number, row: Row) {
        sumAgain(table.slug)
        past.named(before, row.id)
        now.current.lines?.add(row)
      },
    }
    const name = storageName(user.id, site.slug, table.slug)
    const writes = openLateWrites(
      table,
      name,
      told,
      (row) => missing(table, row, now.current.env).length === 0,
    )
    setOpened({ writes, past })
    return () => writes.close()
  }, [table, user.id, site.slug, draw])
  return opened
}

let summing: ReturnType<typeof setTimeout> | undefined
/** What the columns come to, once a run of writes is over. */
function sumAgain(slug: string): void {
  clearTimeout(summing)
  summing = setTimeout(() => void queries.invalidateQueries({ queryKey: ['rows', slug, 'summary'] }), 700)
}
