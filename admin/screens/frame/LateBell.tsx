import { type ComponentProps, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import type { Bell as TheBell } from '../notifications/Bell.tsx'

type Props = ComponentProps<typeof TheBell>

/** After what one came for: the first screen is not made to wait for it. */
const Bell = lazy(async (): Promise<{ default: ComponentType<Props> }> => {
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  const { Bell: bell } = await import('../notifications/Bell.tsx')
  return { default: bell }
})

/** Its place is kept meanwhile. */
export function LateBell(props: Props): ReactNode {
  return (
    <Suspense fallback={<span className="size-8 pointer-coarse:size-11" />}>
      <Bell {...props} />
    </Suspense>
  )
}
