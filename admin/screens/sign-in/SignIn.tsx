import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import { late } from '../../lib/lazy.ts'
import { useWords } from '../../lib/words.ts'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { Door } from './Door.tsx'
import { type Step, stepAfter, useArrive } from './entering.ts'
import { PasswordStep } from './PasswordStep.tsx'
import { words } from './words.ts'

const ChangeStep = late(() => import('./ChangeStep.tsx').then(({ ChangeStep: one }) => one))
const SecondStep = late(() => import('./SecondStep.tsx').then(({ SecondStep: one }) => one))
const EnrolStep = late(() => import('./EnrolStep.tsx').then(({ EnrolStep: one }) => one))

const route = getRouteApi('/connexion')

/** Coming in, one step at a time, and on to where one wanted to go. */
export function SignIn(): ReactNode {
  const w = useWords(words)
  const { suite, mfa, error } = route.useSearch()
  const [step, setStep] = useState<Step>(() => stepAfter(mfa ? { mfa } : {}) ?? { kind: 'password' })
  const arrive = useArrive(suite)
  const go = (next: Step | null) => (next ? setStep(next) : arrive())
  const titles = { password: w.title, change: w.changeTitle, second: w.secondTitle, enrol: w.enrolTitle }
  return (
    <Door title={titles[step.kind]}>
      <Suspense fallback={<Skeleton lines={4} />}>
        {step.kind === 'password' && <PasswordStep go={go} suite={suite} error={error} />}
        {step.kind === 'change' && <ChangeStep go={go} ticket={step.ticket} />}
        {step.kind === 'second' && <SecondStep go={go} by={step.by} ticket={step.ticket} />}
        {step.kind === 'enrol' && <EnrolStep arrive={arrive} ticket={step.ticket} />}
      </Suspense>
      {step.kind !== 'password' && (
        <button
          type="button"
          className="btn btn-ghost mt-4 w-full"
          onClick={() => setStep({ kind: 'password' })}
        >
          {w.back}
        </button>
      )}
    </Door>
  )
}
