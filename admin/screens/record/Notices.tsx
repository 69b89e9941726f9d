import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon, type IconName } from '../../parts/icons.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import type { Saving } from './saving.ts'
import type { Form } from './use-form.ts'
import { words } from './words.ts'
import { discard } from './work.ts'

interface NoticesProps {
  readonly form: Form
  readonly saving: Saving
  readonly onCompare: () => void
}

/** What somebody at a form has to know before they go on. */
export function Notices({ form, saving, onCompare }: NoticesProps): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const { work, judged } = form
  const wrong = work.isAsked
    ? form.table.fields.filter((field) => form.problemsOf(field).length > 0).length
    : 0
  const ofRow = [
    ...(judged.problems[''] ?? []).map(({ text }) => say(text)),
    ...(work.refused[''] ?? []).map(({ message }) => message),
  ]
  return (
    <>
      <div className="sticky top-0 z-10 -mx-5 -mt-5 flex flex-col gap-2 bg-base-100 px-5 not-empty:pt-4 not-empty:pb-3">
        {saving.state === 'waiting' && <Notice icon="warning">{w.waiting}</Notice>}
        {work.clash && (
          <Notice
            icon="users"
            action={
              <Button small look="main" onClick={onCompare}>
                {w.compare}
              </Button>
            }
          >
            {w.clashed(work.clash.merge.clashes.map(({ field }) => say(field.label)).join(', '))}
          </Notice>
        )}
        {saving.state === 'gone' && work.before && (
          <Notice
            icon="trash"
            action={
              <Button small look="main" onClick={() => bringBack(form, saving)}>
                {w.bringBack}
              </Button>
            }
          >
            {w.gone}
          </Notice>
        )}
        {(wrong > 0 || (work.isAsked && ofRow.length > 0)) && (
          <Notice icon="warning" isError>
            {ofRow.length > 0 ? ofRow.join(' ') : w.wrong(wrong)}
          </Notice>
        )}
      </div>
      <Found form={form} saving={saving} />
    </>
  )
}

/** What was left unsaved the last time. */
function Found({ form, saving }: Omit<NoticesProps, 'onCompare'>): ReactNode {
  const w = useWords(words)
  const format = useFormat()
  const { work, store, isChanged } = form
  if (work.found === null || !isChanged || saving.state === 'waiting') return null
  const since = format.ago(new Date(work.found).toISOString())
  return (
    <Notice
      icon="history"
      action={
        <Button small onClick={() => discard(store)}>
          {w.afresh}
        </Button>
      }
    >
      {work.attempt ? w.interrupted : w.resumed(since)}
    </Notice>
  )
}

/** The row comes back out of the trash with a new version, and what was typed is saved on it. */
async function bringBack({ store, table }: Form, saving: Saving): Promise<void> {
  const { before } = store.now()
  try {
    const row = await api.post<NonNullable<typeof before>>(`/api/${table.slug}/${before!.id}/restore/`)
    store.change({ before: { ...before, ...row } })
    await saving.save()
  } catch (error) {
    sayProblem(error)
  }
}

interface NoticeProps {
  readonly icon: IconName
  readonly children: ReactNode
  readonly action?: ReactNode
  readonly isError?: boolean
}

export function Notice({ icon, children, action, isError }: NoticeProps): ReactNode {
  const look = isError ? 'bg-error text-error-content' : 'bg-secondary text-secondary-content'
  return (
    <div
      role={isError ? 'alert' : 'status'}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-box px-3.5 py-2.5 ${look}`}
    >
      <Icon name={icon} />
      <p className="min-w-48 grow basis-0">{children}</p>
      {action}
    </div>
  )
}
