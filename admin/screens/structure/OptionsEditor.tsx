import { type ReactNode, useId, useRef, useState } from 'react'
import type { Option } from '#model/fields/choice.ts'
import { technicalName } from '#model/technical-name.ts'
import { useLanguage } from '../../lib/language.ts'
import { useTables } from '../../lib/table.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button, IconButton } from '../../parts/Button.tsx'
import { FieldErrors } from '../../parts/Field.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { problemsAt } from './draft.ts'
import { fieldWords } from './field-words.ts'
import { Sortable } from './Sortable.tsx'
import { TextSetting } from './setting-inputs.tsx'
import type { TypeSettingsProps } from './TypeSettings.tsx'

/** Of a choice: what it offers, each under a value that stays when it is called otherwise. */
export function ChoiceSettings(props: TypeSettingsProps): ReactNode {
  const w = useWords(fieldWords)
  const say = useSay()
  const { table } = props.settings
  const tables = useTables()
  if (typeof table !== 'string' || table === '')
    return (
      <div className="sm:col-span-2">
        <OptionsEditor {...props} />
      </div>
    )
  const named = tables.find(({ slug }) => slug === table)
  return (
    <>
      <p>{w.fromTable(named ? say(named.label) : table)}</p>
      <TextSetting {...props} name="category" label={w.category} />
    </>
  )
}

interface Line extends Option {
  readonly key: number
  /** It is in the table already: rows may hold its value. */
  readonly isKept: boolean
}

const colours = [
  ['', 'Sans couleur', 'No colour'],
  ['#64748b', 'Gris', 'Grey'],
  ['#b91c1c', 'Rouge', 'Red'],
  ['#b45309', 'Ocre', 'Ochre'],
  ['#15803d', 'Vert', 'Green'],
  ['#0e7490', 'Turquoise', 'Teal'],
  ['#1d4ed8', 'Bleu', 'Blue'],
  ['#7e22ce', 'Violet', 'Purple'],
  ['#be185d', 'Rose', 'Pink'],
] as const

function OptionsEditor({ settings, set, problem }: TypeSettingsProps): ReactNode {
  const w = useWords(fieldWords)
  const id = useId()
  const count = useRef(0)
  const list = useRef<HTMLDivElement>(null)
  const [lines, setLines] = useState<readonly Line[]>(() => {
    const known = (settings.options as readonly Option[] | undefined) ?? []
    const fresh = (): Line => ({ key: count.current++, value: '', label: { fr: '' }, isKept: false })
    return known.length > 0
      ? known.map((option) => ({ ...option, key: count.current++, isKept: true }))
      : [fresh(), fresh()]
  })
  const put = (next: readonly Line[]) => {
    setLines(next)
    set('options', optionsOf(next))
  }
  const change = (line: Line, part: Partial<Line>) =>
    put(lines.map((one) => (one === line ? { ...one, ...part } : one)))
  const add = () => {
    put([...lines, { key: count.current++, value: '', label: { fr: '' }, isKept: false }])
    setTimeout(() =>
      [...(list.current?.querySelectorAll<HTMLElement>('input[type=text]') ?? [])].at(-1)?.focus(),
    )
  }
  return (
    <div ref={list} className="flex flex-col gap-2">
      <p className="text-sm font-medium">{w.options}</p>
      <Sortable
        name={`options ${id}`}
        label={w.options}
        items={lines}
        keyOf={({ key }) => String(key)}
        nameOf={({ label, key }) => label.fr || w.option(key + 1)}
        onOrder={put}
      >
        {(line, at) => (
          <OptionLine
            line={line}
            at={at}
            change={(part) => change(line, part)}
            remove={() => put(lines.filter((one) => one !== line))}
            add={add}
          />
        )}
      </Sortable>
      <FieldErrors id={`${id}-error`} errors={problemsAt(problem, 'options')} />
      <Button small icon="plus" className="self-start" onClick={add}>
        {w.addOption}
      </Button>
    </div>
  )
}

function OptionLine({
  line: { label, color = '' },
  at,
  change,
  remove,
  add,
}: {
  line: Line
  at: number
  change: (part: Partial<Line>) => void
  remove: () => void
  add: () => void
}): ReactNode {
  const w = useWords(fieldWords)
  const name = label.fr || w.option(at + 1)
  const language = useLanguage()
  return (
    <>
      <input
        type="text"
        aria-label={w.option(at + 1)}
        className="input my-1 h-9 min-w-0 grow basis-[calc(100%-2.5rem)] sm:basis-44 pointer-coarse:min-h-11 pointer-coarse:text-lg"
        value={label.fr}
        onChange={({ target }) => change({ label: { ...label, fr: target.value } })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Menu
        align="end"
        label={w.color(name)}
        className="btn btn-ghost btn-square btn-sm pointer-coarse:size-11"
        button={
          <span
            aria-hidden="true"
            className="size-4.5 rounded-full border border-base-content/40"
            style={{ background: color || 'transparent' }}
          />
        }
        entries={colours.map(([value, fr, en]) => ({
          label: language === 'fr' ? fr : en,
          checked: value === color,
          run: () => change({ color: value }),
        }))}
      />
      <IconButton small icon="close" label={w.removeOption(name)} onClick={remove} />
    </>
  )
}

/** A new choice is called by its label; an old one keeps the value that rows hold. */
function optionsOf(lines: readonly Line[]): Option[] {
  const named = lines.filter(({ label }) => label.fr.trim() !== '')
  const taken = new Set(named.filter(({ isKept }) => isKept).map(({ value }) => value))
  return named.map(({ isKept, value, label, color }) => {
    const own = isKept ? value : technicalName(label.fr, (name) => taken.has(name), 'choix')
    taken.add(own)
    const said = { ...label, fr: label.fr.trim() }
    return { value: own, label: said, ...(color && { color }) }
  })
}
