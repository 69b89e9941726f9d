import { type ReactNode, useState } from 'react'
import { type Shortcut, sayKeys, shortcutsNow } from '../../lib/keys.ts'
import { useLanguage } from '../../lib/language.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Dialog } from '../../parts/Dialog.tsx'

const words = dictionary({
  title: ['Ce qui se fait au clavier', 'What the keyboard does'],
  everywhere: ['Partout', 'Everywhere'],
})

/** What the keys do on the screen that is open. */
export function KeyboardMap({ close }: { close: () => void }): ReactNode {
  const w = useWords(words)
  const at = useLanguage() === 'fr' ? 0 : 1
  const [groups] = useState(() => grouped(shortcutsNow(), (one) => one.group?.[at] ?? w.everywhere))
  return (
    <Dialog title={w.title} onClose={close} width="medium">
      <div className="columns-1 gap-8 sm:columns-2">
        {[...groups].map(([name, shortcuts]) => (
          <section key={name} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-soft">{name}</h3>
            <dl>
              {unique(shortcuts).map((one) => (
                <div
                  key={one.keys}
                  className="flex items-center gap-3 border-b border-base-300 py-1.5 last:border-0"
                >
                  <dt className="grow">{one.label[at]}</dt>
                  <dd className="flex gap-1">
                    {sayKeys(one.keys).map((key) => (
                      <kbd key={key} className="kbd kbd-sm">
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function grouped(all: readonly Shortcut[], nameOf: (one: Shortcut) => string): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>()
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one])
  return groups
}

const unique = (shortcuts: readonly Shortcut[]): readonly Shortcut[] =>
  shortcuts.filter(({ keys }, at) => shortcuts.findIndex((one) => one.keys === keys) === at)
