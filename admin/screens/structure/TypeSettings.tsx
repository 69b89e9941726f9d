import type { ReactNode } from 'react'
import type { FieldTypeName } from '#model/fields/index.ts'
import { currencies } from '#model/money.ts'
import { useHere } from '../../lib/session.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { ComputedSettings } from './ComputedSettings.tsx'
import { type Draft, isComputed } from './draft.ts'
import { fieldWords } from './field-words.ts'
import { ChoiceSettings } from './OptionsEditor.tsx'
import { NumberSetting, SelectSetting, type SettingProps, TextSetting } from './setting-inputs.tsx'

export interface TypeSettingsProps extends SettingProps {
  readonly draft: Draft
  /** The other fields of the table. */
  readonly others: readonly Draft[]
  /** The table's slug; null: it is still to be made. */
  readonly table: string | null
}

/** What the chosen type alone has to be told. */
export function TypeSettings(props: TypeSettingsProps): ReactNode {
  const kind = props.draft.type
  if (isComputed(kind)) return <ComputedSettings {...props} kind={kind} />
  const Settings = editors[kind]
  return Settings ? (
    <div className="grid gap-3 sm:grid-cols-2">
      <Settings {...props} />
    </div>
  ) : null
}

type Editor = (props: TypeSettingsProps) => ReactNode

const Bounds: Editor = (props) => {
  const w = useWords(fieldWords)
  return (
    <>
      <NumberSetting {...props} name="min" label={w.min} exact={props.draft.type !== 'integer'} />
      <NumberSetting {...props} name="max" label={w.max} exact={props.draft.type !== 'integer'} />
    </>
  )
}

const TextSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  const { expects } = props.settings
  const said = typeof expects === 'object' && expects !== null ? (expects as { fr: string }).fr : expects
  return (
    <>
      <NumberSetting {...props} name="min" label={w.minLength} />
      <NumberSetting {...props} name="max" label={w.maxLength} />
      <TextSetting {...props} name="pattern" label={w.pattern} placeholder="[A-Z]{2}-\d{4}" />
      <TextSetting
        {...props}
        settings={{ expects: said }}
        name="expects"
        label={w.expects}
        placeholder={w.expectsExample}
      />
    </>
  )
}

const LongSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  return <NumberSetting {...props} name="max" label={w.maxLength} />
}

const DecimalSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  return (
    <>
      <NumberSetting {...props} name="digits" label={w.digits} />
      <NumberSetting {...props} name="places" label={w.places} />
      <Bounds {...props} />
    </>
  )
}

const MoneySettings: Editor = (props) => {
  const w = useWords(fieldWords)
  const { currency } = useHere().site
  const codes = Object.entries(currencies).map(
    ([code, { sign }]) => [code, sign && sign !== code ? `${code} (${sign})` : code] as const,
  )
  return (
    <>
      <SelectSetting
        {...props}
        settings={{ currency, ...props.settings }}
        name="currency"
        label={w.currency}
        options={codes}
      />
      <Bounds {...props} />
    </>
  )
}

const DateSettings: Editor = ({ settings, set, problem }) => {
  const w = useWords(fieldWords)
  return (
    <>
      {(['min', 'max'] as const).map((name) => (
        <label key={name} className="flex flex-col gap-1 text-sm font-medium">
          {w[name]}
          <input
            type="date"
            className="input w-full pointer-coarse:min-h-11"
            aria-invalid={problem?.errors[name] ? true : undefined}
            value={String(settings[name] ?? '')}
            onChange={({ target }) => set(name, target.value)}
          />
        </label>
      ))}
    </>
  )
}

const RatingSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  return <NumberSetting {...props} name="max" label={w.stars} />
}

const NumberedSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  return (
    <>
      <TextSetting {...props} name="prefix" label={w.prefix} placeholder="FAC-" />
      <NumberSetting {...props} name="padding" label={w.padding} />
      <NumberSetting {...props} name="start" label={w.start} />
    </>
  )
}

const SlugSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  const say = useSay()
  const texts = props.others.filter(({ type }) => type === 'text')
  return (
    <SelectSetting
      {...props}
      name="from"
      label={w.from}
      options={[['', w.fromNothing], ...texts.map(({ slug, label }) => [slug, say(label)] as const)]}
    />
  )
}

const LinkSettings: Editor = (props) => {
  const w = useWords(fieldWords)
  const say = useSay()
  const { tables } = useHere()
  const others = tables.filter(({ slug }) => slug !== props.table)
  return (
    <SelectSetting
      {...props}
      name="table"
      label={w.table}
      options={[
        ['', w.choose],
        ...(props.table ? [[props.table, w.itself] as const] : []),
        ...others.map(({ slug, label }) => [slug, say(label)] as const),
      ]}
    />
  )
}

const editors: Readonly<Partial<Record<FieldTypeName, Editor>>> = {
  auto_number: NumberedSettings,
  choice: ChoiceSettings,
  date: DateSettings,
  decimal: DecimalSettings,
  integer: Bounds,
  long_text: LongSettings,
  money: MoneySettings,
  rating: RatingSettings,
  reference: LinkSettings,
  references: LinkSettings,
  rich_text: LongSettings,
  slug: SlugSettings,
  text: TextSettings,
}
