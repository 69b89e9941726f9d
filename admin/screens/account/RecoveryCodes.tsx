import type { ReactNode } from 'react'
import { useWords } from '../../lib/words.ts'
import { Button } from '../../parts/Button.tsx'
import { sayProblem, toast } from '../../parts/Toast.tsx'
import { words } from './words.ts'

/** Shown once. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => unknown }): ReactNode {
  const w = useWords(words)
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => toast(w.copied), sayProblem)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-soft">{w.codesWhy}</p>
      <ul className="grid grid-cols-2 gap-2 rounded-field bg-base-200 p-3 text-center text-lg tabular-nums">
        {codes.map((code) => (
          <li key={code}>
            <code className="select-all">{code}</code>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {'clipboard' in navigator && (
          <Button icon="copy" onClick={copy}>
            {w.copy}
          </Button>
        )}
        <Button icon="print" onClick={() => window.print()}>
          {w.print}
        </Button>
      </div>
      <Button look="main" icon="check" onClick={async () => done()}>
        {w.kept}
      </Button>
    </div>
  )
}
