import type { ReactNode } from 'react'
import { goToSite, useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Icon } from '../../parts/icons.tsx'
import { Mark } from '../../parts/Mark.tsx'
import { Menu } from '../../parts/Menu.tsx'
import { barWords } from './bar-words.ts'

/** The site's name; where one may go to several, the way to the others. */
export function SiteMenu(): ReactNode {
  const w = useWords(barWords)
  const { site, sites } = useHere()
  const sign = (
    <>
      <Mark />
      <span className="min-w-0 truncate font-semibold">{site.name}</span>
    </>
  )
  if (sites.length < 2)
    return <div className="flex min-w-0 grow items-center gap-2.5 px-1.5 py-1">{sign}</div>
  return (
    <div className="min-w-0 grow">
      <Menu
        className="flex w-full min-w-0 items-center gap-2.5 rounded-field px-1.5 py-1 text-left hover:bg-base-300/60 pointer-coarse:min-h-11"
        label={`${site.name}. ${w.site}`}
        button={
          <>
            {sign}
            <Icon name="down" className="ml-auto size-4 opacity-70" />
          </>
        }
        entries={sites.map(({ slug, name }) => ({
          label: name,
          checked: slug === site.slug,
          run: () => goToSite(slug),
        }))}
      />
    </div>
  )
}
