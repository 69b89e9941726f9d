import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { signedIn } from '../../lib/session.ts'
import { dictionary, useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, inputClass } from '../../parts/Field.tsx'
import { sayProblem } from '../../parts/Toast.tsx'

const route = getRouteApi('/connexion')

const words = dictionary({
  title: ['Connexion', 'Sign in'],
  login: ['E-mail, téléphone ou nom d’utilisateur', 'E-mail, phone or user name'],
  password: ['Mot de passe', 'Password'],
  enter: ['Se connecter', 'Sign in'],
})

export function SignIn(): ReactNode {
  const w = useWords(words)
  const { suite } = route.useSearch()
  const router = useRouter()
  const [wrong, setWrong] = useState<string | null>(null)
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.fromEntries(new FormData(event.currentTarget))
    try {
      await api.post('/api/users/login/', { ...given, session: 'cookie' })
      await signedIn()
      router.history.push(suite ?? '/admin/')
    } catch (error) {
      if (error instanceof Problem) setWrong(error.detail)
      else sayProblem(error)
    }
  }
  return (
    <main className="mx-auto max-w-sm p-6">
      <h1 className="pb-4 text-2xl font-semibold">{w.title}</h1>
      <form className="flex flex-col gap-4" onSubmit={enter}>
        <Field label={w.login}>
          {(tied) => <input {...tied} name="login" autoComplete="username" required className={inputClass} />}
        </Field>
        <Field label={w.password}>
          {(tied) => (
            <input
              {...tied}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              className={inputClass}
            />
          )}
        </Field>
        {wrong && (
          <p role="alert" className="text-error">
            {wrong}
          </p>
        )}
        <Button look="main" type="submit">
          {w.enter}
        </Button>
      </form>
    </main>
  )
}
