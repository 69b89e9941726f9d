import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { Problem } from '../../lib/problem.ts'
import { queries } from '../../lib/query.ts'
import { useHere } from '../../lib/session.ts'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { Part } from './Page.tsx'
import { siteWords } from './site-words.ts'

const key = ['administration', 'logo']
const path = '/api/sites/logo/'

/** The site's picture, as papers bear it. */
export function Logo(): ReactNode {
  const w = useWords(siteWords)
  const input = useRef<HTMLInputElement>(null)
  const { data: logo } = useQuery({ queryKey: key, queryFn: readLogo })
  const settle = async (deed: Promise<unknown>, said: string) => {
    await deed.then(() => toast(said), sayProblem)
    await queries.invalidateQueries({ queryKey: key })
  }
  const send = async (file: File) => settle(api.put(path, { image: await asBase64(file) }), w.logoSaved)
  return (
    <Part title={w.logo} why={w.logoWhy}>
      <div className="flex flex-wrap items-center gap-4">
        {logo ? <Picture logo={logo} /> : <p className="text-soft">{w.noLogo}</p>}
        <div className="flex gap-2">
          <Button icon="upload" onClick={() => input.current?.click()}>
            {logo ? w.replace : w.choose}
          </Button>
          {logo && (
            <Button look="quiet" onClick={() => settle(api.delete(path), w.logoRemoved)}>
              {w.remove}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg"
          aria-label={w.choose}
          className="hidden"
          onChange={({ target }) => {
            const file = target.files?.[0]
            target.value = ''
            if (file) void send(file)
          }}
        />
      </div>
    </Part>
  )
}

function Picture({ logo }: { logo: Blob }): ReactNode {
  const w = useWords(siteWords)
  const { site } = useHere()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(logo)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [logo])
  if (!address) return null
  return (
    <img
      src={address}
      alt={w.logoOf(site.name)}
      className="max-h-24 max-w-60 rounded-field border border-base-300 bg-white object-contain p-2"
    />
  )
}

/** Null: there is none. */
async function readLogo({ signal }: { signal: AbortSignal }): Promise<Blob | null> {
  try {
    return await (await api.open(path, undefined, { signal })).blob()
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null
    throw error
  }
}

const asBase64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
