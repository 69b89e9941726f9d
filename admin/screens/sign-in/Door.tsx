import type { ReactNode } from 'react'
import { useLanguage } from '../../lib/language.ts'
import { speak } from '../../lib/session.ts'
import { Mark } from '../../parts/Mark.tsx'

/** What stands around every step of coming in. */
export function Door({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const spoken = useLanguage()
  const other = spoken === 'fr' ? 'en' : 'fr'
  return (
    <div className="flex min-h-dvh flex-col items-center bg-base-200 px-4 py-8 sm:justify-center">
      <main className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <Mark className="size-10" />
          <h1 className="text-xl font-semibold">{title}</h1>
        </div>
        <div className="rounded-box border border-base-300 bg-base-100 p-5 shadow-lift sm:p-6">
          {children}
        </div>
      </main>
      <button
        type="button"
        lang={other}
        onClick={() => speak(other)}
        className="btn btn-ghost btn-sm mt-6 font-normal pointer-coarse:min-h-11"
      >
        {other === 'en' ? 'English' : 'Français'}
      </button>
    </div>
  )
}
