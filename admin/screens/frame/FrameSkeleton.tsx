import type { ReactNode } from 'react'
import { Skeleton } from '../../parts/Skeleton.tsx'

export function FrameSkeleton(): ReactNode {
  return <Skeleton lines={8} className="p-6" />
}
