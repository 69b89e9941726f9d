import type { ReactNode } from 'react'
import type { Language } from '#model/language.ts'
import { writePhone } from '#model/phones.ts'
import { useLanguage } from '../lib/language.ts'
import { dictionary, useWords } from '../lib/words.ts'
import type { ShowProps } from './field-widget.ts'
import { usePhones } from './phone-book.ts'

const linkClass = 'link link-hover break-all underline decoration-base-content/30 hover:decoration-current'

export function ShowPhone({ value, dense }: ShowProps): ReactNode {
  usePhones()
  if (typeof value !== 'string') return null
  const written = <span className="tabular-nums whitespace-nowrap">{writePhone(value)}</span>
  return dense || !/^\+\d+$/.test(value) ? (
    written
  ) : (
    <a className={linkClass} href={`tel:${value}`}>
      {written}
    </a>
  )
}

export function ShowEmail({ value, dense }: ShowProps): ReactNode {
  if (typeof value !== 'string') return null
  if (dense) return <span className="truncate">{value}</span>
  return (
    <a className={linkClass} href={`mailto:${encodeURIComponent(value)}`}>
      {value}
    </a>
  )
}

/** What is stored is http or https; whatever else should be there is shown, not followed. */
export function ShowUrl({ value, dense }: ShowProps): ReactNode {
  if (typeof value !== 'string') return null
  const short = value.replace(/^https?:\/\//i, '').replace(/\/$/, '')
  if (!/^https?:\/\//i.test(value)) return <span className={dense ? 'truncate' : 'break-all'}>{value}</span>
  return (
    <a
      className={dense ? `${linkClass} truncate` : linkClass}
      href={value}
      target="_blank"
      rel="noopener noreferrer"
    >
      {dense ? short : value}
    </a>
  )
}

const words = dictionary({ map: ['Voir sur une carte', 'See on a map'] })

/** No map is fetched from anywhere: whoever wants one follows the link. */
export function ShowLocation({ value, dense }: ShowProps): ReactNode {
  const w = useWords(words)
  const language = useLanguage()
  if (typeof value !== 'object' || value === null) return null
  const { lat, lng } = value as { lat: number; lng: number }
  const written = <span className="tabular-nums whitespace-nowrap">{placeText(lat, lng, language)}</span>
  if (dense) return written
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      {written}
      <a className={linkClass} href={mapOf(lat, lng)} target="_blank" rel="noopener noreferrer">
        {w.map}
      </a>
    </span>
  )
}

/** As the model writes it: a comma points in French. */
function placeText(lat: number, lng: number, language: Language): string {
  const [north, east] = [lat, lng].map((degrees) =>
    Number(degrees)
      .toFixed(7)
      .replace(/\.?0+$/, ''),
  )
  return language === 'en' ? `${north}, ${east}` : `${north} ; ${east}`.replaceAll('.', ',')
}

export const mapOf = (lat: number, lng: number): string =>
  `https://www.openstreetmap.org/?mlat=${Number(lat)}&mlon=${Number(lng)}#map=16/${Number(lat)}/${Number(lng)}`
