import type { ComponentType } from 'react'
import type { FieldTypeName } from '#model/fields/index.ts'
import type { FieldWidget, ShowProps } from './field-widget.ts'
import { lateEdit } from './late-edit.tsx'
import { ShowChoice, ShowYesNo } from './show-choice.tsx'
import { ShowEmail, ShowLocation, ShowPhone, ShowUrl } from './show-link.tsx'
import { ShowMoney, ShowNumber, ShowRating } from './show-number.tsx'
import { ShowReference, ShowReferences } from './show-reference.tsx'
import { ShowRich } from './show-rich.tsx'
import { ShowJson, ShowText } from './show-text.tsx'
import { ShowDay, ShowInstant } from './show-time.tsx'

export type { FieldWidget } from './field-widget.ts'
export { isUnread } from './unread.ts'

/** Every type is shown: the compiler names the one that is missing. What edits them: `edits.ts`. */
const shows: Readonly<Record<FieldTypeName, ComponentType<ShowProps>>> = {
  auto_number: ShowText,
  boolean: ShowYesNo,
  choice: ShowChoice,
  date: ShowDay,
  datetime: ShowInstant,
  decimal: ShowNumber,
  email: ShowEmail,
  integer: ShowNumber,
  json: ShowJson,
  location: ShowLocation,
  long_text: ShowText,
  money: ShowMoney,
  phone: ShowPhone,
  rating: ShowRating,
  reference: ShowReference,
  references: ShowReferences,
  rich_text: ShowRich,
  slug: ShowText,
  text: ShowText,
  url: ShowUrl,
}

const widgets = Object.fromEntries(
  (Object.keys(shows) as FieldTypeName[]).map((type): [FieldTypeName, FieldWidget] => [
    type,
    { Show: shows[type], Edit: lateEdit(type) },
  ]),
) as Readonly<Record<FieldTypeName, FieldWidget>>

export const widgetOf = (type: FieldTypeName): FieldWidget => widgets[type]
