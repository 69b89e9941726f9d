import { type ReactNode, Suspense, use } from 'react'
import type { ShowProps } from './field-widget.ts'

type Sanitise = (html: string) => string

let coming: Promise<Sanitise> | null = null

/** The server has done it already; but what stands in a page as HTML is made harmless where it is put there. */
const sanitiser = (): Promise<Sanitise> => {
  coming ??= import('#model/rich-text/sanitise.ts').then(({ sanitised }) => sanitised)
  return coming
}

const richClass =
  'min-w-0 break-words [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-base-300 [&_blockquote]:pl-3 [&_code]:font-mono [&_code]:text-sm [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:font-semibold [&_ol]:list-decimal [&_ol]:pl-6 [&_p+p]:mt-2 [&_pre]:font-mono [&_pre]:text-sm [&_pre]:whitespace-pre-wrap [&_ul]:list-disc [&_ul]:pl-6'

const wordsOf = (html: string): string => {
  const parsed = new DOMParser().parseFromString(html.replaceAll('<', ' <'), 'text/html')
  return parsed.body.textContent.replace(/\s+/g, ' ').trim()
}

/** Formatted text; in a cell, its words. */
export function ShowRich({ value, dense }: ShowProps): ReactNode {
  if (typeof value !== 'string' || value === '') return null
  if (dense) return <span className="truncate">{wordsOf(value.slice(0, 400))}</span>
  return (
    <Suspense fallback={<div className={richClass}>{wordsOf(value)}</div>}>
      <Formatted html={value} />
    </Suspense>
  )
}

function Formatted({ html }: { html: string }): ReactNode {
  const sanitised = use(sanitiser())
  // biome-ignore lint/security/noDangerouslySetInnerHtml: written anew on the line above, from a list of what may be
  return <div className={richClass} dangerouslySetInnerHTML={{ __html: sanitised(html) }} />
}

export { richClass }
