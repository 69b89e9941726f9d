import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { fold } from '#model/fold.ts'
import { evaluateFormula, formulaFunctions, type Node, parseFormula } from '#model/formula/formula.ts'
import type { Language } from '#model/language.ts'
import { sayProblem } from '#model/problem.ts'
import type { Row as ModelRow } from '#model/row.ts'
import { titleOf } from '../../fields/titles.ts'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useLanguage } from '../../lib/language.ts'
import { type Page, type Row, useTableIfAny } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Field } from '../../parts/Field.tsx'
import { computedWords } from './computed-words.ts'
import { fieldLike, problemsAt } from './draft.ts'
import type { TypeSettingsProps } from './TypeSettings.tsx'

/** A formula: what may stand in it, what is wrong with it and where, and what it gives for a row. */
export function FormulaEditor({ settings, set, problem, others, table }: TypeSettingsProps): ReactNode {
  const w = useWords(computedWords)
  const language = useLanguage()
  const area = useRef<HTMLTextAreaElement>(null)
  const text = String(settings.formula ?? '')
  const fields = useMemo(() => new Map(others.map((other) => [other.slug, fieldLike(other)])), [others])
  const read = useMemo(
    () => (text.trim() === '' ? null : parseFormula(text, (name) => fields.get(name))),
    [text, fields],
  )
  const insert = (piece: string) => {
    const box = area.current
    const [from, to] = [box?.selectionStart ?? text.length, box?.selectionEnd ?? text.length]
    set('formula', text.slice(0, from) + piece + text.slice(to))
    setTimeout(() => {
      box?.focus()
      box?.setSelectionRange(from + piece.length, from + piece.length)
    })
  }
  const wrong = read && 'problem' in read ? read.problem : null
  const told = wrong
    ? [{ code: wrong.code, message: sayProblem(wrong, language) }]
    : problemsAt(problem, 'formula')
  return (
    <div className="flex flex-col gap-3">
      <Field label={w.formula} help={w.formulaHelp} errors={told}>
        {(tied) => (
          <textarea
            {...tied}
            ref={area}
            rows={3}
            spellCheck={false}
            autoCapitalize="off"
            className="textarea w-full font-mono pointer-coarse:text-lg"
            value={text}
            onChange={({ target }) => set('formula', target.value)}
          />
        )}
      </Field>
      {wrong && <Where text={text} from={Number(wrong.params.from)} to={Number(wrong.params.to)} />}
      {read && 'formula' in read && <Preview formula={read.formula} table={table} />}
      <Pieces
        label={w.fields}
        pieces={others.map(({ slug }) => slug)}
        nameOf={(slug) => others.find((one) => one.slug === slug)!.label.fr}
        insert={(slug) => insert(`{${slug}}`)}
      />
      <Functions language={language} insert={insert} />
    </div>
  )
}

/** The formula with what cannot be read in it marked. */
function Where({ text, from, to }: { text: string; from: number; to: number }): ReactNode {
  if (!(from >= 0) || from >= text.length) return null
  return (
    <p
      aria-hidden="true"
      className="rounded-field bg-base-200 px-3 py-2 font-mono break-words whitespace-pre-wrap"
    >
      {text.slice(0, from)}
      <mark className="rounded bg-error px-0.5 text-error-content">
        {text.slice(from, Math.max(to, from + 1))}
      </mark>
      {text.slice(Math.max(to, from + 1))}
    </p>
  )
}

function Preview({ formula, table }: { formula: Node; table: string | null }): ReactNode {
  const w = useWords(computedWords)
  const f = useFormat()
  const described = useTableIfAny(table)
  const { data } = useQuery({
    queryKey: ['rows', table, 'formula'],
    queryFn: ({ signal }) => api.get<Page>(`/api/${table}/`, { page_size: 1, count: 'none' }, { signal }),
    enabled: table !== null,
  })
  const row: Row | undefined = data?.results[0]
  const { is } = formula.type
  const value = row ? evaluateFormula(formula, row as unknown as ModelRow) : null
  const shown =
    value === null
      ? w.blank
      : typeof value === 'boolean'
        ? value
          ? w.yes
          : w.no
        : is === 'number'
          ? f.number(value as string | number)
          : is === 'date'
            ? f.day(String(value))
            : is === 'datetime'
              ? f.instant(String(value))
              : String(value)
  return (
    <div role="status" className="rounded-field border border-success/40 bg-success/8 px-3 py-2">
      <p className="text-sm text-success">
        {w.sound} {is !== 'blank' && w.gives(w[is])}
      </p>
      {row ? (
        <p className="break-words">
          <span className="sr-only">{w.preview} : </span>
          <strong className="text-lg">{shown}</strong>{' '}
          <span className="text-soft">{w.onRow(titleOf(row, described?.title ?? null))}</span>
        </p>
      ) : (
        <p className="text-sm text-soft">{w.noRow}</p>
      )}
    </div>
  )
}

interface PiecesProps {
  readonly label: string
  readonly pieces: readonly string[]
  readonly nameOf: (piece: string) => string
  readonly insert: (piece: string) => void
}

function Pieces({ label, pieces, nameOf, insert }: PiecesProps): ReactNode {
  const w = useWords(computedWords)
  return (
    <section aria-label={label}>
      <p className="mb-1 text-sm font-medium">{label}</p>
      <div className="flex max-h-32 flex-wrap gap-1.5 overflow-y-auto">
        {pieces.map((piece) => (
          <button
            key={piece}
            type="button"
            aria-label={w.insert(nameOf(piece))}
            className="btn btn-sm max-w-full border-base-300 bg-base-100 font-normal pointer-coarse:min-h-11"
            onClick={() => insert(piece)}
          >
            <span className="truncate">{nameOf(piece)}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

function Functions({ language, insert }: { language: Language; insert: (piece: string) => void }): ReactNode {
  const w = useWords(computedWords)
  const say = useSay()
  const [sought, setSought] = useState('')
  const all = Object.values(formulaFunctions)
  const found = all.filter((one) =>
    fold(`${one.fr} ${one.en} ${one.help.fr} ${one.help.en ?? ''}`).includes(fold(sought)),
  )
  return (
    <details>
      <summary className="cursor-pointer py-1.5 text-sm font-medium">
        {w.functions} ({all.length})
      </summary>
      <input
        type="search"
        aria-label={w.find}
        placeholder={w.find}
        className="input input-sm mb-2 w-full pointer-coarse:min-h-11 pointer-coarse:text-lg"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      <ul className="max-h-64 overflow-y-auto rounded-field border border-base-300">
        {found.map((one) => (
          <li key={one.en} className="border-b border-base-300 last:border-0">
            <button
              type="button"
              className="flex w-full flex-col px-3 py-2 text-left hover:bg-base-200"
              onClick={() => insert(`${one[language]}(`)}
            >
              <span className="font-mono font-medium">{one[language]}</span>
              <span className="text-sm">{say(one.help)}</span>
              <span className="font-mono text-xs break-words text-soft">{say(one.example)}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
