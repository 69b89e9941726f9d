import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { dayAt } from '#model/time-zones.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { IconButton } from '../parts/Button.tsx'
import { Calendar } from './Calendar.tsx'
import { Floating } from './Floating.tsx'
import type { EditProps } from './field-widget.ts'
import { useLocale } from './locale.ts'
import { useTyped } from './typed.ts'

const words = dictionary({
  pick: ['Choisir dans le calendrier', 'Pick from the calendar'],
  day: ['jj/mm/aaaa', 'dd/mm/yyyy'],
  instant: ['jj/mm/aaaa hh:mm', 'dd/mm/yyyy hh:mm'],
  zone: (zone: string) => [`Heure de ${zone}`, `Time in ${zone}`],
})

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** A day, or a day and a time on the site's clock: typed (`25/12/2026`, `25 décembre 2026`), or picked. */
export function EditDate(props: EditProps): ReactNode {
  const { field, id, invalid, autoFocus, dense } = props
  const w = useWords(words)
  const { timeZone } = useLocale()
  const typed = useTyped(field, props.value, props.onChange)
  const box = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const hasTime = field.type === 'datetime'
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    setOpen(true)
  }
  return (
    <span ref={box} className={`input w-full pr-0.5 pointer-coarse:min-h-11 ${invalid ? 'input-error' : ''}`}>
      <input
        id={id}
        inputMode={hasTime ? 'text' : 'numeric'}
        placeholder={hasTime ? w.instant : w.day}
        aria-describedby={props['aria-describedby']}
        aria-invalid={invalid}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: only where the caller leads there
        autoFocus={autoFocus}
        className="min-w-0 grow tabular-nums placeholder:text-base-content/65! pointer-coarse:text-lg"
        value={typed.text}
        onChange={({ target }) => typed.type(target.value)}
        onBlur={typed.settle}
        onKeyDown={press}
      />
      {hasTime && !dense && (
        <span className="hidden text-xs text-soft sm:inline" title={w.zone(cityOf(timeZone))}>
          {cityOf(timeZone)}
        </span>
      )}
      <IconButton
        small
        icon="calendar"
        label={w.pick}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && <Days box={box} field={field} value={props.value} typed={typed} onClose={setOpen} />}
    </span>
  )
}

interface DaysProps extends Pick<EditProps, 'field' | 'value'> {
  readonly box: React.RefObject<HTMLSpanElement | null>
  readonly typed: ReturnType<typeof useTyped>
  readonly onClose: (isOpen: false) => void
}

function Days({ box, field, value, typed, onClose }: DaysProps): ReactNode {
  const { timeZone } = useLocale()
  const close = useCallback(() => onClose(false), [onClose])
  const leave = () => {
    close()
    box.current?.querySelector('input')?.focus()
  }
  const pick = (day: string | null) => {
    const time = field.type === 'datetime' ? ` ${timeOf(typed.text)}` : ''
    if (day === null) typed.choose(null)
    else typed.type(day.split('-').reverse().join('/') + time)
    leave()
  }
  return (
    <Floating anchor={box} onClose={close}>
      <Calendar
        day={dayOf(value, timeZone)}
        today={dayAt(timeZone, Date.now())}
        min={field.type === 'date' ? field.min : undefined}
        max={field.type === 'date' ? field.max : undefined}
        onClose={leave}
        onPick={pick}
      />
    </Floating>
  )
}

function dayOf(value: unknown, timeZone: string): string | null {
  if (typeof value !== 'string') return null
  return value.length === 10 ? value : dayAt(timeZone, Date.parse(value))
}

/** A new day keeps the time that was there. */
const timeOf = (text: string): string => /\d{1,2}[:h]\d{2}(?::\d\d)?/.exec(text)?.[0] ?? '08:00'
