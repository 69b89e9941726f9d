import { type ComponentProps, type ReactNode, Suspense } from 'react'
import { late } from '../../lib/lazy.ts'
import type { Bell as TheBell } from '../notifications/Bell.tsx'

type Props = ComponentProps<typeof TheBell>

/** After what one came for: the first screen is not made to wait for it. */
const Bell = late<Props>(() => import('../notifications/Bell.tsx').then(({ Bell: one }) => one), 1_200)

/** Its place is kept meanwhile. */
export function LateBell(props: Props): ReactNode {
  return (
    <Suspense fallback={<span className="size-8 pointer-coarse:size-11" />}>
      <Bell {...props} />
    </Suspense>
  )
}
