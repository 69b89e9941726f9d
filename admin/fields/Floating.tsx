import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

interface FloatingProps {
  /** What it hangs from. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly children: ReactNode
  /** As wide as what it hangs from, at least. */
  readonly wide?: boolean
}

const gap = 4

/** Hangs below a field, or above where there is no room; over a dialog where the field is in one. */
export function Floating({ anchor, onClose, children, wide }: FloatingProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const place = () => put(box.current, anchor.current, wide ?? false)
    place()
    const watch = new ResizeObserver(place)
    if (box.current) watch.observe(box.current)
    addEventListener('scroll', place, true)
    addEventListener('resize', place)
    return () => {
      watch.disconnect()
      removeEventListener('scroll', place, true)
      removeEventListener('resize', place)
    }
  }, [anchor, wide])
  useEffect(() => {
    const outside = ({ target }: PointerEvent) => {
      const at = target as Node
      if (!box.current?.contains(at) && !anchor.current?.contains(at)) onClose()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [anchor, onClose])
  return createPortal(
    <div
      ref={box}
      className="fixed z-50 max-h-[min(22rem,60dvh)] max-w-[calc(100vw-1rem)] overflow-auto rounded-box border border-base-300 bg-base-100 text-base-content shadow-lift"
    >
      {children}
    </div>,
    anchor.current?.closest('dialog') ?? document.body,
  )
}

function put(box: HTMLElement | null, anchor: HTMLElement | null, wide: boolean): void {
  if (!box || !anchor) return
  const from = anchor.getBoundingClientRect()
  if (wide) box.style.minWidth = `${from.width}px`
  const { offsetWidth: width, offsetHeight: height } = box
  const below = innerHeight - from.bottom - gap
  const isAbove = below < height && from.top > below
  box.style.top = `${Math.max(gap, isAbove ? from.top - height - gap : from.bottom + gap)}px`
  box.style.left = `${Math.max(gap, Math.min(from.left, innerWidth - width - gap))}px`
}
