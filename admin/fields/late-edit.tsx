import { type ComponentType, type ReactNode, Suspense, use } from 'react'
import type { FieldTypeName } from '#model/fields/index.ts'
import type { EditProps } from './field-widget.ts'

type Edits = Readonly<Record<FieldTypeName, ComponentType<EditProps>>>

let loaded: Edits | null = null
let coming: Promise<Edits> | null = null

/** What edits fields is no part of the first list: it is fetched when a screen begins to edit, or sooner. */
export function loadEdits(): Promise<Edits> {
  coming ??= import('./edits.ts').then(({ edits }) => {
    loaded = edits
    return edits
  })
  coming.catch(() => {
    coming = null
  })
  return coming
}

/** The same height as what comes: nothing jumps. */
const awaited = <span className="input w-full animate-pulse pointer-coarse:min-h-11" aria-hidden="true" />

export const lateEdit = (type: FieldTypeName): ComponentType<EditProps> =>
  function Edit(props: EditProps): ReactNode {
    if (loaded) {
      const Loaded = loaded[type]
      return <Loaded {...props} />
    }
    return (
      <Suspense fallback={awaited}>
        <Late type={type} {...props} />
      </Suspense>
    )
  }

function Late({ type, ...props }: EditProps & { readonly type: FieldTypeName }): ReactNode {
  const Loaded = use(loadEdits())[type]
  return <Loaded {...props} />
}
