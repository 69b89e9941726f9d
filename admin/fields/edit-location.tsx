import { type ReactNode, useState } from 'react'
import { dictionary, useWords } from '../lib/words.ts'
import { IconButton } from '../parts/Button.tsx'
import { sayProblem } from '../parts/Toast.tsx'
import type { EditProps } from './field-widget.ts'
import { mapOf } from './show-link.tsx'
import { useTyped } from './typed.ts'
import { isUnread } from './unread.ts'

const words = dictionary({
  here: ['Prendre ma position', 'Take my position'],
  map: ['Voir sur une carte', 'See on a map'],
  example: ['5,36 ; -4,008', '5.36, -4.008'],
})

/** Latitude and longitude as they are written or pasted; or where one stands. */
export function EditLocation({
  field,
  value,
  onChange,
  id,
  invalid,
  autoFocus,
  ...rest
}: EditProps): ReactNode {
  const w = useWords(words)
  const typed = useTyped(field, value, onChange)
  const { isAsking, stand } = useStand(typed.choose)
  const place =
    typeof value === 'object' && !isUnread(value) ? (value as { lat: number; lng: number } | null) : null
  return (
    <div className="flex flex-col gap-1">
      <span className={`input w-full pr-0.5 pointer-coarse:min-h-11 ${invalid ? 'input-error' : ''}`}>
        <input
          id={id}
          aria-describedby={rest['aria-describedby']}
          aria-invalid={invalid}
          autoComplete="off"
          placeholder={w.example}
          // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
          autoFocus={autoFocus}
          className="grow tabular-nums placeholder:text-base-content/65! pointer-coarse:text-lg"
          value={typed.text}
          onChange={({ target }) => typed.type(target.value)}
          onBlur={typed.settle}
        />
        {'geolocation' in navigator && (
          <IconButton small icon="pin" label={w.here} disabled={isAsking} onClick={stand} />
        )}
      </span>
      {place && (
        <a
          className="link link-hover self-start text-sm"
          href={mapOf(place.lat, place.lng)}
          target="_blank"
          rel="noopener noreferrer"
        >
          {w.map}
        </a>
      )}
    </div>
  )
}

/** Where whoever asks stands, to a step or so. */
function useStand(tell: (place: { lat: number; lng: number }) => void) {
  const [isAsking, setAsking] = useState(false)
  const exact = (degrees: number) => Math.round(degrees * 1e6) / 1e6
  const stand = () => {
    setAsking(true)
    navigator.geolocation?.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        setAsking(false)
        tell({ lat: exact(latitude), lng: exact(longitude) })
      },
      (error) => {
        setAsking(false)
        sayProblem(error)
      },
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return { isAsking, stand }
}
