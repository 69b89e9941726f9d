import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { fold } from '#model/fold.ts'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.ts'
import { inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Box } from './GroupBoxes.tsx'
import { houseWords } from './house-words.ts'
import { Messages } from './Messages.tsx'
import { Page, Part, Sign } from './Page.tsx'

interface Setting {
  readonly name: string
  readonly says: string
  readonly value: string | null
  readonly source: 'environment' | 'file' | 'default' | 'none'
  readonly secret: boolean
  readonly use: 'used' | 'later' | 'ignored'
}

interface Settings {
  readonly results: readonly { readonly label: string; readonly settings: readonly Setting[] }[]
}

/** How the installation is set, and whether its messages leave. */
export function House(): ReactNode {
  const w = useWords(houseWords)
  return (
    <Page title={w.title} why={w.why}>
      <Messages />
      <SettingsPart />
    </Page>
  )
}

const isGiven = ({ source }: Setting): boolean => source === 'environment' || source === 'file'

function SettingsPart(): ReactNode {
  const w = useWords(houseWords)
  const [typed, setTyped] = useState('')
  const [onlyGiven, setOnlyGiven] = useState(false)
  const { data } = useQuery({
    queryKey: ['administration', 'settings'],
    queryFn: ({ signal }) => api.get<Settings>('/api/administration/settings/', undefined, { signal }),
  })
  const wanted = fold(typed.trim())
  const groups = data?.results
    .map(({ label, settings }) => ({
      label,
      settings: settings.filter(
        (one) => (!onlyGiven || isGiven(one)) && fold(`${one.name} ${one.says}`).includes(wanted),
      ),
    }))
    .filter(({ settings }) => settings.length > 0)
  return (
    <Part title={w.settings}>
      <search className="mb-3 grid gap-x-4 sm:grid-cols-2">
        <input
          type="search"
          aria-label={w.search}
          placeholder={w.search}
          className={inputClass}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Box label={w.onlyGiven} checked={onlyGiven} set={setOnlyGiven} />
      </search>
      {!groups && <Skeleton lines={8} />}
      {groups?.length === 0 && <p className="text-soft">{w.nothing}</p>}
      {groups?.map(({ label, settings }) => (
        <section key={label} className="mt-5 first-of-type:mt-2">
          <h3 className="border-b border-base-300 pb-1 font-semibold">{label}</h3>
          <dl className="divide-y divide-base-300">
            {settings.map((setting) => (
              <SettingLine key={setting.name} setting={setting} />
            ))}
          </dl>
        </section>
      ))}
    </Part>
  )
}

function SettingLine({ setting }: { setting: Setting }): ReactNode {
  const w = useWords(houseWords)
  const { name, says, value, source, secret, use } = setting
  const isSecret = secret && isGiven(setting)
  return (
    <div className="grid gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[1fr_minmax(0,15rem)]">
      <dt className="min-w-0">
        <code className="text-sm font-semibold break-all">{name}</code>
        <p className="text-sm text-soft">{says}</p>
      </dt>
      <dd className="min-w-0 text-sm sm:text-right">
        <p className="font-mono break-all">{isSecret ? '••••••' : (value ?? '—')}</p>
        <p className="mt-1 flex flex-wrap gap-1 sm:justify-end">
          <Sign look={isGiven(setting) ? 'own' : 'quiet'}>{w[source]}</Sign>
          {isSecret && <Sign icon="lock">{w.isSecret}</Sign>}
          {use === 'later' && <Sign look="waits">{w.later}</Sign>}
          {use === 'ignored' && isGiven(setting) && <Sign look="waits">{w.ignored}</Sign>}
        </p>
      </dd>
    </div>
  )
}
