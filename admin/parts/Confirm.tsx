import { type ReactNode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { dictionary, useWords } from '../lib/words.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

interface Question {
  readonly title: string
  /** What would happen: how many rows, what is lost, for how long it can be undone. */
  readonly children?: ReactNode
  /** What is done, as a verb: « Supprimer 3 lignes ». */
  readonly yes: string
  readonly danger?: boolean
}

const words = dictionary({ no: ['Annuler', 'Cancel'] })

/** `if (await confirm({ title, yes: 'Supprimer' })) …`: for what cannot be undone; the rest is done, and undone. */
export function confirm(question: Question): Promise<boolean> {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  return new Promise<boolean>((resolve) => {
    const answer = (yes: boolean) => {
      root.unmount()
      place.remove()
      resolve(yes)
    }
    root.render(<Asked question={question} answer={answer} />)
  })
}

function Asked({
  question: { title, children, yes, danger },
  answer,
}: {
  question: Question
  answer: (yes: boolean) => void
}): ReactNode {
  const w = useWords(words)
  const [isOpen, setOpen] = useState(true)
  const end = (said: boolean) => {
    if (!isOpen) return
    setOpen(false)
    answer(said)
  }
  return (
    <Dialog
      title={title}
      onClose={() => end(false)}
      actions={
        <>
          <Button onClick={() => end(false)}>{w.no}</Button>
          <Button look={danger ? 'danger' : 'main'} onClick={() => end(true)}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
