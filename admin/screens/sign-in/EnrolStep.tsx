import { type ReactNode, useState } from 'react'
import { hasPasskeys } from '../../lib/passkeys.ts'
import { useWords } from '../../lib/words.ts'
import { PasskeyEnrol } from '../account/PasskeyEnrol.tsx'
import { RecoveryCodes } from '../account/RecoveryCodes.tsx'
import { TotpEnrol } from '../account/TotpEnrol.tsx'
import { words } from './words.ts'

/** Where a second factor is demanded of those who have none. */
export function EnrolStep({
  arrive,
  ticket,
}: {
  arrive: () => Promise<void>
  ticket: string | null
}): ReactNode {
  const w = useWords(words)
  const [by, setBy] = useState<'totp' | 'passkey'>('totp')
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes) return <RecoveryCodes codes={codes} done={arrive} />
  const done = (made: readonly string[] | null) => (made ? setCodes(made) : arrive())
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">{w.enrolWhy}</p>
      {by === 'totp' ? (
        <TotpEnrol ticket={ticket} done={done} />
      ) : (
        <PasskeyEnrol ticket={ticket} done={done} />
      )}
      {hasPasskeys() && (
        <button
          type="button"
          className="link self-start py-1 pointer-coarse:py-2.5"
          onClick={() => setBy(by === 'totp' ? 'passkey' : 'totp')}
        >
          {by === 'totp' ? w.usePasskey : w.useCode}
        </button>
      )}
    </div>
  )
}
