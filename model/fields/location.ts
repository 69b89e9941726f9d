import { excerpt } from '../characters.ts'
import { isObject } from '../json.ts'
import { wireNumber } from '../numbers.ts'
import type { Parsed } from '../problem.ts'
import { problemsOf } from '../problem.ts'
import type { FieldBase, FieldType } from './field-type.ts'

export interface LocationField extends FieldBase<'location'> {}

/** Degrees, WGS 84, kept to seven decimals: about a centimetre. A type, not an interface: it is Json. */
export type Location = { readonly lat: number; readonly lng: number }

const problem = problemsOf({
  'location.invalid': {
    fr: 'Écrivez une latitude et une longitude, comme {example}.',
    en: 'Write a latitude and a longitude, such as {example}.',
  },
  'location.unreadable': {
    fr: '« {given} » n’est pas un lieu. Écrivez latitude puis longitude, comme « 5,36 ; -4,008 ».',
    en: '"{given}" is not a place. Write latitude, then longitude, such as "5.36, -4.008".',
  },
  'location.out_of_range': {
    fr: 'La latitude va de -90 à 90, la longitude de -180 à 180 : ne sont-elles pas inversées ?',
    en: 'Latitude goes from -90 to 90, longitude from -180 to 180: are they swapped?',
  },
})

const example = '{"lat": 5.36, "lng": -4.008}'
const places = 7
const rounded = (degrees: number): number => Math.round(degrees * 10 ** places) / 10 ** places || 0

function parse(input: unknown): Parsed<Location> {
  const lat = isObject(input) ? degrees(input.lat) : null
  const lng = isObject(input) ? degrees(input.lng) : null
  if (lat === null || lng === null || Object.keys(input as object).length !== 2) {
    return { problem: problem('location.invalid', { example }) }
  }
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180) return { problem: problem('location.out_of_range') }
  return { value: { lat: rounded(lat), lng: rounded(lng) } }
}

const degrees = (input: unknown): number | null => {
  if (typeof input === 'number') return Number.isFinite(input) ? input : null
  const digits = wireNumber(input, places)
  return digits === null ? null : Number(digits)
}

const degree = '([-+−]?\\d+(?:[.,]\\d+)?)'
/** A comma points unless what is around it says that it separates. */
const between = '(?:\\s*;|(?<=\\.\\d+),|,(?=[-+−]|\\s|\\d+\\.\\d)|(?=\\s))\\s*'
const pair = new RegExp(`^\\(?\\s*${degree}${between}${degree}\\s*\\)?$`)

function read(text: string): Parsed<Location> {
  const match = text.length > 80 ? null : pair.exec(text.trim())
  if (!match) return { problem: problem('location.unreadable', { given: excerpt(text) }) }
  const [lat, lng] = match.slice(1).map((part) => Number(part.replace(',', '.').replace('−', '-')))
  return parse({ lat, lng })
}

const digits = (degrees: number): string => degrees.toFixed(places).replace(/\.?0+$/, '')

export const location: FieldType<LocationField, Location> = {
  type: 'location',
  label: { fr: 'Lieu sur la carte', en: 'Place on the map' },
  example: { fr: '5,36 ; -4,008', en: '5.36, -4.008' },
  settingNames: [],
  settings: () => ({ settings: {}, problems: [] }),
  /** PostgreSQL's own, x first: `(lng,lat)`. */
  column: () => 'point',
  toColumn: (_field, { lat, lng }) => `(${lng},${lat})`,
  select: (_field, column) =>
    `case when ${column} is not null then json_build_object('lat', (${column})[1], 'lng', (${column})[0]) end`,
  parse: (_field, input) => parse(input),
  read: (_field, text) => read(text),
  write(_field, { lat, lng }, { language }) {
    const [north, east] = [digits(lat), digits(lng)]
    return language === 'en' ? `${north}, ${east}` : `${north} ; ${east}`.replaceAll('.', ',')
  },
  operators: ['isnull'],
  schema: () => ({
    type: 'object',
    properties: {
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lng: { type: 'number', minimum: -180, maximum: 180 },
    },
    required: ['lat', 'lng'],
    additionalProperties: false,
  }),
  widget: 'location',
}
