import type { FieldTypeName } from '#model/fields/index.ts'
import type { FieldWidget } from './field-widget.ts'
import {
  plainChoice,
  plainDay,
  plainDigits,
  plainInstant,
  plainMoney,
  plainText,
  plainYesNo,
} from './plain.tsx'

export type { EditProps, FieldWidget, ShowProps } from './field-widget.ts'

/** Every type has a widget: the compiler names the one that is missing. */
const widgets: Readonly<Record<FieldTypeName, FieldWidget>> = {
  auto_number: plainText,
  boolean: plainYesNo,
  choice: plainChoice,
  date: plainDay,
  datetime: plainInstant,
  decimal: plainDigits,
  email: plainText,
  integer: plainDigits,
  json: plainText,
  location: plainText,
  long_text: plainText,
  money: plainMoney,
  phone: plainText,
  rating: plainDigits,
  reference: plainText,
  references: plainText,
  slug: plainText,
  text: plainText,
  url: plainText,
}

export const widgetOf = (type: FieldTypeName): FieldWidget => widgets[type]
