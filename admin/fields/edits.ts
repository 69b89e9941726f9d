import { type ComponentType, lazy } from 'react'
import type { FieldTypeName } from '#model/fields/index.ts'
import { EditChoice, EditRating, EditYesNo } from './edit-choice.tsx'
import { EditDate } from './edit-date.tsx'
import { EditJson } from './edit-json.tsx'
import { EditLocation } from './edit-location.tsx'
import { EditPhone } from './edit-phone.tsx'
import { EditReference, EditReferences } from './edit-reference.tsx'
import { EditLongText, EditText, EditTyped } from './edit-text.tsx'
import type { EditProps } from './field-widget.ts'

const EditRich = lazy(() => import('./edit-rich.tsx').then(({ EditRich: it }) => ({ default: it })))

/** What edits each type: fetched in one piece when something is first edited. */
export const edits: Readonly<Record<FieldTypeName, ComponentType<EditProps>>> = {
  auto_number: EditText,
  boolean: EditYesNo,
  choice: EditChoice,
  date: EditDate,
  datetime: EditDate,
  decimal: EditTyped,
  email: EditText,
  integer: EditTyped,
  json: EditJson,
  location: EditLocation,
  long_text: EditLongText,
  money: EditTyped,
  phone: EditPhone,
  rating: EditRating,
  reference: EditReference,
  references: EditReferences,
  rich_text: EditRich,
  slug: EditText,
  text: EditText,
  url: EditTyped,
}
