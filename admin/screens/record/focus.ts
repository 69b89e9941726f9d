import { partsOf } from '#model/sections.ts'
import { fieldId } from './FormField.tsx'
import type { Form } from './use-form.ts'

/** To the first field from above that is wrong, once what is wrong stands beside it. */
export function focusWrong(form: Form): void {
  requestAnimationFrame(() => {
    const { problems, missing } = form.judged
    const { refused } = form.store.now()
    const inOrder = partsOf(form.table.fields, form.table.sections).flatMap((part) => part.fields)
    const first = inOrder.find(({ slug }) => slug in problems || slug in refused || missing.includes(slug))
    const at = first && document.getElementById(fieldId(form, first.slug))
    if (!at) return
    const control = at.matches('input,textarea,[tabindex]:not([role=radiogroup])')
      ? at
      : at.querySelector('input')
    ;(control ?? at).focus({ preventScroll: true })
    at.closest('[data-field]')?.scrollIntoView({ block: 'center', behavior: 'auto' })
  })
}
