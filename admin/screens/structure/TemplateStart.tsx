import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Text } from '#model/language.ts'
import { api } from '../../lib/api.ts'
import { queries } from '../../lib/query.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { newWords } from './new-words.ts'

interface Template {
  readonly name: string
  readonly label: Text
  readonly about: Text
  readonly tables: readonly { readonly label: Text; readonly fields: readonly { readonly label: Text }[] }[]
}

/** What others keep, ready to be used; all that it makes is shown before. */
export function TemplateStart(): ReactNode {
  const w = useWords(newWords)
  const [withExamples, setExamples] = useState(true)
  const { data } = useQuery({
    queryKey: ['templates'],
    queryFn: ({ signal }) =>
      api
        .get<{ results: Template[] }>('/api/meta/templates/', undefined, { signal })
        .then((one) => one.results),
  })
  if (!data) return <Skeleton lines={6} />
  return (
    <div className="flex flex-col gap-3">
      <label className="flex min-h-11 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          className="checkbox checkbox-primary"
          checked={withExamples}
          onChange={({ target }) => setExamples(target.checked)}
        />
        {w.examples}
      </label>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {data.map((template) => (
          <Card key={template.name} template={template} withExamples={withExamples} />
        ))}
      </ul>
    </div>
  )
}

function Card({ template, withExamples }: { template: Template; withExamples: boolean }): ReactNode {
  const w = useWords(newWords)
  const say = useSay()
  const go = useNavigate()
  const name = say(template.label)
  const use = async () => {
    try {
      const { tables } = await api.post<{ tables: readonly string[] }>(
        `/api/meta/templates/${template.name}/apply/`,
        { examples: withExamples },
        { key: crypto.randomUUID() },
      )
      await queries.invalidateQueries({ queryKey: ['here'] })
      toast(w.made(name))
      await go({ to: '/tables/$table', params: { table: tables.at(-1)! } })
    } catch (error) {
      sayProblem(error)
    }
  }
  return (
    <li className="flex flex-col gap-2 rounded-box border border-base-300 bg-base-100 p-4">
      <h2 className="text-lg font-semibold">{name}</h2>
      <p className="text-soft">{say(template.about)}</p>
      <dl className="grow text-sm">
        {template.tables.map(({ label, fields }) => (
          <div key={label.fr} className="mt-2">
            <dt className="font-medium">{say(label)}</dt>
            <dd className="text-soft">{fields.map((field) => say(field.label)).join(', ')}</dd>
          </div>
        ))}
      </dl>
      <Button look="main" className="mt-2" onClick={use}>
        {w.use(name)}
      </Button>
    </li>
  )
}
