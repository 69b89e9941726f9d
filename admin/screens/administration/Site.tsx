import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useLanguage } from '../../lib/language.ts'
import { type FieldProblem, Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Logo } from './Logo.tsx'
import { Page, Part, selectClass } from './Page.tsx'
import { countryOptions, currencyOptions, zoneOptions } from './places-of-the-world.ts'
import { siteWords } from './site-words.ts'

interface Settings {
  readonly name: string
  readonly hosts: readonly string[]
  readonly country: string
  readonly currency: string
  readonly language: string
  readonly time_zone: string
}

const key = ['administration', 'site']

/** What the site's administrators decide of it. */
export function Site(): ReactNode {
  const w = useWords(siteWords)
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<Settings & { slug: string }>('/api/administration/site/', undefined, { signal }),
  })
  return (
    <Page title={w.title} why={w.why}>
      {!data && <Skeleton lines={6} />}
      {data && <Editing key={JSON.stringify(data)} before={data} />}
      <Logo />
    </Page>
  )
}

type Errors = Readonly<Record<string, readonly FieldProblem[]>>

function Editing({ before: { slug: _, ...before } }: { before: Settings & { slug?: string } }): ReactNode {
  const w = useWords(siteWords)
  const [now, setNow] = useState<Settings>(before)
  const [errors, setErrors] = useState<Errors>({})
  const changes = Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Settings]),
    ),
  )
  const save = async () => {
    const isSure =
      changes.currency === undefined ||
      (await confirm({
        title: w.currencySure(before.currency, now.currency),
        children: w.currencyHelp,
        yes: w.currencyYes,
      }))
    if (!isSure) return
    try {
      await api.patch('/api/administration/site/', changes)
      setErrors({})
      toast(w.saved)
      await queries.invalidateQueries()
    } catch (error) {
      if (error instanceof Problem && Object.keys(error.errors).length > 0) setErrors(error.errors)
      else sayProblem(error)
    }
  }
  return (
    <Part title={w.identity}>
      <Fields now={now} set={(some) => setNow({ ...now, ...some })} errors={errors} />
      <Button look="main" className="mt-4" disabled={Object.keys(changes).length === 0} onClick={save}>
        {w.save}
      </Button>
    </Part>
  )
}

interface FieldsProps {
  readonly now: Settings
  readonly set: (some: Partial<Settings>) => void
  readonly errors: Errors
}

function Fields({ now, set, errors }: FieldsProps): ReactNode {
  const w = useWords(siteWords)
  const language = useLanguage()
  const choices = [
    [
      'language',
      w.language,
      w.languageHelp,
      [
        ['fr', w.fr],
        ['en', w.en],
      ],
    ],
    ['country', w.country, w.countryHelp, countryOptions(now.country, language)],
    ['currency', w.currency, w.currencyHelp, currencyOptions(now.currency, language)],
    ['time_zone', w.timeZone, w.timeZoneHelp, zoneOptions(now.time_zone)],
  ] as const
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <Field label={w.name} help={w.nameHelp} required errors={errors.name}>
          {(tied) => (
            <input
              {...tied}
              maxLength={100}
              className={inputClass}
              value={now.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
      </div>
      {choices.map(([name, label, help, options]) => (
        <Field key={name} label={label} help={help} errors={errors[name]}>
          {(tied) => (
            <select
              {...tied}
              className={selectClass}
              value={now[name]}
              onChange={({ target }) => set({ [name]: target.value })}
            >
              {options.map(([value, said]) => (
                <option key={value} value={value}>
                  {said}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      <Hosts now={now} set={set} errors={errors} />
    </div>
  )
}

function Hosts({ now, set, errors }: FieldsProps): ReactNode {
  const w = useWords(siteWords)
  const { is_network_owner: isOwner } = useHere()
  return (
    <div className="sm:col-span-2">
      <Field label={w.hosts} help={isOwner ? w.hostsHelp : w.hostsNot} errors={errors.hosts}>
        {(tied) => (
          <textarea
            {...tied}
            rows={Math.max(2, now.hosts.length)}
            readOnly={!isOwner}
            placeholder={w.noHost}
            className="textarea w-full font-mono pointer-coarse:text-lg"
            defaultValue={now.hosts.join('\n')}
            onChange={({ target }) => set({ hosts: target.value.split(/[\s,;]+/).filter(Boolean) })}
          />
        )}
      </Field>
    </div>
  )
}
