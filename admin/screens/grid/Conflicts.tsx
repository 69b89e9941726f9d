import { type ReactNode, useState } from 'react'
import { useLocale } from '../../fields/locale.ts'
import { titleOf } from '../../fields/titles.ts'
import { writtenOf } from '../../fields/typed.ts'
import { fieldOf } from '../../lib/table.ts'
import { dictionary, useSay, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import type { Sheet } from './use-sheet.ts'

const words = dictionary({
  found: (n: number) => [
    n === 1
      ? 'Une ligne a été modifiée par quelqu’un d’autre'
      : `${n} lignes ont été modifiées par quelqu’un d’autre`,
    n === 1 ? 'A row was changed by somebody else' : `${n} rows were changed by somebody else`,
  ],
  look: ['Comparer', 'Compare'],
  title: ['Deux personnes ont modifié la même ligne', 'Two people changed the same row'],
  help: ['Rien n’est perdu : choisissez ce qui doit rester.', 'Nothing is lost: choose what stays.'],
  field: ['Champ', 'Field'],
  mine: ['Votre saisie', 'Yours'],
  theirs: ['La leur', 'Theirs'],
  keepMine: ['Garder ma saisie', 'Keep mine'],
  keepTheirs: ['Garder la leur', 'Keep theirs'],
  empty: ['(vide)', '(empty)'],
})

/** Where two wrote the same cell: both values, and the choice between them. */
export function Conflicts({ sheet }: { sheet: Sheet }): ReactNode {
  const w = useWords(words)
  const say = useSay()
  const locale = useLocale()
  const [isOpen, setOpen] = useState(false)
  const [entry] = sheet.writes.conflicts()
  if (!entry?.theirs) return null
  const write = (slug: string, value: unknown) => {
    const field = fieldOf(sheet.table, slug)
    return (field && writtenOf(field, value, locale)) || w.empty
  }
  const settle = (how: 'mine' | 'theirs') => {
    if (sheet.writes.conflicts().length === 1) setOpen(false)
    sheet.writes.settle(entry.id, how)
  }
  const { theirs } = entry
  return (
    <span className="flex items-center gap-1.5 font-medium text-error">
      {w.found(sheet.writes.conflicts().length)}
      <Button small onClick={() => setOpen(true)}>
        {w.look}
      </Button>
      {isOpen && (
        <Dialog
          title={w.title}
          width="medium"
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button onClick={() => settle('theirs')}>{w.keepTheirs}</Button>
              <Button look="main" onClick={() => settle('mine')}>
                {w.keepMine}
              </Button>
            </>
          }
        >
          <p className="text-soft">{`${titleOf(theirs, sheet.table.title)} — ${w.help}`}</p>
          <table className="table mt-2 text-base-content">
            <thead className="text-base-content">
              <tr>
                <th>{w.field}</th>
                <th>{w.mine}</th>
                <th>{w.theirs}</th>
              </tr>
            </thead>
            <tbody>
              {Object.entries(entry.values).map(([slug, mine]) => (
                <tr key={slug}>
                  <td className="text-soft">{say(fieldOf(sheet.table, slug)?.label)}</td>
                  <td className="font-medium">{write(slug, mine)}</td>
                  <td>{write(slug, theirs[slug])}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Dialog>
      )}
    </span>
  )
}
