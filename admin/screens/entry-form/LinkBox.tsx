import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { site } from '../../lib/site.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { confirm } from '../../parts/Confirm.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { linkQuery, renewLink } from './forms.ts'
import { words } from './words.ts'

/** Where one host serves several sites, the link says which. */
const addressOf = (path: string): string => {
  const at = site.now()
  return `${location.origin}${path}${at === null ? '' : `?site=${at}`}`
}

/** The link, to be copied, opened, or replaced. */
export function LinkBox({ id }: { id: number }): ReactNode {
  const w = useWords(words)
  const { data } = useQuery(linkQuery(id))
  const address = data ? addressOf(data.path) : ''
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address)
      toast(w.copied)
    } catch {
      document.querySelector<HTMLInputElement>('[data-link]')?.select()
    }
  }
  const renew = async () => {
    if (!(await confirm({ title: w.newLinkTitle, children: w.newLinkHelp, yes: w.newLink, danger: true })))
      return
    await renewLink(id).then(() => toast(w.replaced), sayProblem)
  }
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-60 grow">
        <Field label={w.link}>
          {(tied) => (
            <input
              {...tied}
              data-link
              readOnly
              value={address}
              onFocus={({ target }) => target.select()}
              className={inputClass}
            />
          )}
        </Field>
      </div>
      <Button icon="copy" onClick={copy}>
        {w.copy}
      </Button>
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="btn h-9 border-base-300 bg-base-100 font-medium hover:bg-base-200 pointer-coarse:min-h-11"
      >
        {w.see}
      </a>
      <Button look="quiet" onClick={renew}>
        {w.newLink}
      </Button>
    </div>
  )
}
