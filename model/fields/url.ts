import { excerpt, unfitText } from '../characters.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'
import { compareTexts, textOperators } from './operators.ts'

/** `http` or `https`, without a password in it. */
export interface UrlField extends FieldBase<'url'> {}

const problem = problemsOf({
  'url.invalid': {
    fr: '« {given} » n’est pas une adresse web. Écrivez par exemple « https://exemple.ci/page ».',
    en: '"{given}" is not a web address. Write for instance "https://example.ci/page".',
  },
})

const longest = 2048
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?'
const host = `(?:localhost|(?:${label}\\.)+${label}|\\[[0-9a-fA-F:.]{2,45}\\])`
const web = new RegExp(`^https?://${host}(?::\\d{1,5})?(?:[/?#][^\\s<>"\\\\^\`{|}\\p{Cc}]*)?$`, 'iu')
const origin = /^\w+:\/\/[^/?#]*/
const withoutScheme = new RegExp(`^${host}(?:[/?#]|$)`, 'iu')

function parse(input: unknown): Parsed<string> {
  const unfit = unfitText(input, longest)
  if (unfit) return { problem: unfit }
  const value = (input as string).replace(origin, (written) => written.toLowerCase())
  return web.test(value) ? { value } : { problem: problem('url.invalid', { given: excerpt(value) }) }
}

export const url: FieldType<UrlField, string> = {
  type: 'url',
  label: { fr: 'Adresse web', en: 'Web address' },
  example: { fr: 'https://exemple.ci', en: 'https://example.ci' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  column: () => 'text',
  parse: (_field, input) => parse(input),
  read(_field, text) {
    const written = text.trim()
    return parse(withoutScheme.test(written) ? `https://${written}` : written)
  },
  write: (_field, value) => value,
  operators: textOperators,
  compare: compareTexts,
  searchText: (value) => value,
  schema: () => ({ type: 'string', format: 'uri', maxLength: longest }),
  widget: 'url',
}
