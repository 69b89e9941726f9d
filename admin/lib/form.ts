import { type FormEvent, useRef, useState } from 'react'
import { sayProblem } from '../parts/Toast.tsx'
import { type FieldProblem, Problem } from './problem.ts'

export type Given = Readonly<Record<string, string>>

interface Form {
  readonly isBusy: boolean
  /** What is wrong with the whole; null where each thing that is wrong stands at its field. */
  readonly wrong: string | null
  errorsOf(name: string): readonly FieldProblem[]
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => Promise<void>
}

/** A small form of plain texts: sent once at a time; what the API finds wrong is said where it is wrong. */
export function useForm(send: (given: Given, form: HTMLFormElement) => Promise<unknown>): Form {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const works = useRef(false)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (works.current) return
    works.current = true
    const form = event.currentTarget
    setBusy(true)
    setProblem(null)
    try {
      await send(Object.fromEntries(new FormData(form)) as Given, form)
    } catch (error) {
      if (!(error instanceof Problem)) sayProblem(error)
      else {
        setProblem(error)
        setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
      }
    } finally {
      works.current = false
      setBusy(false)
    }
  }
  const errors = problem?.errors ?? {}
  return {
    isBusy,
    wrong: problem && Object.keys(errors).every((name) => name === '') ? problem.detail : null,
    errorsOf: (name) => errors[name] ?? [],
    onSubmit,
  }
}
