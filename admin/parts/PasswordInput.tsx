import { type ComponentProps, type ReactNode, useState } from 'react'
import { dictionary, useWords } from '../lib/words.ts'
import { IconButton } from './Button.tsx'
import { inputClass } from './Field.tsx'

const words = dictionary({
  show: ['Montrer le mot de passe', 'Show the password'],
  hide: ['Cacher le mot de passe', 'Hide the password'],
})

/** A password, which one may look at while one types it. */
export function PasswordInput(props: ComponentProps<'input'>): ReactNode {
  const w = useWords(words)
  const [isShown, setShown] = useState(false)
  return (
    <div className="relative">
      <input
        {...props}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="none"
        spellCheck={false}
        className={`${inputClass} pr-11`}
      />
      <IconButton
        icon={isShown ? 'lock' : 'eye'}
        label={isShown ? w.hide : w.show}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute top-1/2 right-0.5 -translate-y-1/2"
      />
    </div>
  )
}
