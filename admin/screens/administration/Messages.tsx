import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useWords } from '../../lib/words.ts'
import { Alert } from '../../parts/Alert.tsx'
import { Button } from '../../parts/Button.tsx'
import { Skeleton } from '../../parts/Skeleton.tsx'
import { sayProblem } from '../../parts/Toast.tsx'
import { houseWords } from './house-words.ts'
import { Part } from './Page.tsx'

interface State {
  readonly mail: { readonly host: string; readonly port: number; readonly from: string } | null
  readonly sms: { readonly provider: string } | null
  readonly waiting: number
}

interface Tried {
  readonly to: string
  readonly how: string | null
  readonly problem: string | null
}

/** How messages leave, and a test of it. */
export function Messages(): ReactNode {
  const w = useWords(houseWords)
  const { data } = useQuery({
    queryKey: ['administration', 'messages'],
    queryFn: ({ signal }) => api.get<State>('/api/administration/messages/', undefined, { signal }),
  })
  if (!data) return <Skeleton lines={3} />
  const { mail, sms, waiting } = data
  return (
    <Part title={w.messages}>
      <div className="grid gap-5 sm:grid-cols-2">
        <Way title={w.mail} action={w.tryMail} by="mail">
          {mail ? `${w.mailBy(mail.host, mail.port)}. ${w.from(mail.from)}` : w.noMail}
        </Way>
        <Way title={w.sms} action={w.trySms} by="sms">
          {sms ? w.smsBy(sms.provider) : w.noSms}
        </Way>
      </div>
      {waiting > 0 && <p className="mt-4 text-soft">{w.waiting(waiting)}</p>}
    </Part>
  )
}

interface WayProps {
  readonly title: string
  readonly action: string
  readonly by: 'mail' | 'sms'
  readonly children: ReactNode
}

function Way({ title, action, by, children }: WayProps): ReactNode {
  const [tried, setTried] = useState<Tried | null>(null)
  const send = () => {
    setTried(null)
    return api.post<Tried>('/api/administration/messages/trial/', { by }).then(setTried, sayProblem)
  }
  return (
    <section className="flex flex-col items-start gap-2">
      <h3 className="font-semibold">{title}</h3>
      <p className="break-words text-soft">{children}</p>
      <Button onClick={send}>{action}</Button>
      {tried && <Outcome tried={tried} />}
    </section>
  )
}

function Outcome({ tried: { to, how, problem } }: { tried: Tried }): ReactNode {
  const w = useWords(houseWords)
  if (problem !== null) return <Alert kind="wrong">{w.failed(problem)}</Alert>
  if (how === 'refused') return <Alert kind="wrong">{w.refused(to)}</Alert>
  if (how === 'folder') return <Alert>{w.inFolder}</Alert>
  return <Alert kind="done">{w.left(to)}</Alert>
}
