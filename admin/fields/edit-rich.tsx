import { type ClipboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { sanitised } from '#model/rich-text/sanitise.ts'
import { htmlOf, plainText, safeAddress } from '#model/rich-text/write.ts'
import { dictionary, useWords } from '../lib/words.ts'
import { Button } from '../parts/Button.tsx'
import { inputClass } from '../parts/Field.tsx'
import type { EditProps } from './field-widget.ts'
import { richClass } from './show-rich.tsx'

const words = dictionary({
  tools: ['Mise en forme', 'Formatting'],
  bold: ['Gras', 'Bold'],
  italic: ['Italique', 'Italic'],
  heading: ['Titre', 'Heading'],
  text: ['Texte', 'Text'],
  bullets: ['Liste', 'List'],
  numbers: ['Liste numérotée', 'Numbered list'],
  quote: ['Citation', 'Quotation'],
  link: ['Lien', 'Link'],
  address: ['Adresse du lien', 'Address of the link'],
  apply: ['Mettre le lien', 'Set the link'],
  plain: ['Sans mise en forme', 'Without formatting'],
})

/** One paragraph goes on with the one that it is put into. */
const inLine = (html: string): string => /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>$/.exec(html)?.[1] ?? html

/** Not by `insertHTML`, which writes styles into the page that its policy refuses. */
function insert(html: string): void {
  const at = getSelection()
  if (!at || at.rangeCount === 0) return
  const range = at.getRangeAt(0)
  const template = document.createElement('template')
  template.innerHTML = html
  const last = template.content.lastChild
  range.deleteContents()
  range.insertNode(template.content)
  if (last) range.setStartAfter(last)
  range.collapse(true)
  at.removeAllRanges()
  at.addRange(range)
}

const hasWords = (html: string): boolean => plainText(html).trim() !== ''

/** Text with a little formatting. Whatever is typed or pasted, only what may be in it stays in it. */
export function EditRich({ value, onChange, id, invalid, autoFocus, ...rest }: EditProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const told = useRef<string | null>(null)
  useEffect(() => {
    const html = typeof value === 'string' ? sanitised(value) : ''
    if (!box.current || told.current === html) return
    told.current = html
    box.current.innerHTML = html
  }, [value])
  useEffect(() => {
    if (autoFocus) box.current?.focus()
  }, [autoFocus])
  const tell = () => {
    const html = sanitised(box.current?.innerHTML ?? '')
    told.current = hasWords(html) ? html : ''
    onChange(hasWords(html) ? html : null)
  }
  const paste = (event: ClipboardEvent) => {
    event.preventDefault()
    const html = event.clipboardData.getData('text/html')
    insert(inLine(html === '' ? htmlOf(event.clipboardData.getData('text/plain')) : sanitised(html)))
    tell()
  }
  return (
    <div className={`rounded-field border ${invalid ? 'border-error' : 'border-base-content/20'}`}>
      <Tools box={box} />
      {/* biome-ignore lint/a11y/useSemanticElements: a textarea holds no formatting */}
      <div
        ref={box}
        id={id}
        role="textbox"
        tabIndex={0}
        contentEditable
        suppressContentEditableWarning
        aria-multiline="true"
        aria-labelledby={`${id}-label`}
        aria-describedby={rest['aria-describedby']}
        aria-invalid={invalid}
        className={`max-h-96 min-h-28 overflow-y-auto px-3 py-2 pointer-coarse:text-lg ${richClass}`}
        onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
        onInput={tell}
        onPaste={paste}
      />
    </div>
  )
}

interface Tool {
  readonly name: 'bold' | 'italic' | 'heading' | 'text' | 'bullets' | 'numbers' | 'quote' | 'plain'
  readonly sign: string
  readonly command: string
  readonly argument?: string
}

const tools: readonly Tool[] = [
  { name: 'bold', sign: 'G', command: 'bold' },
  { name: 'italic', sign: 'I', command: 'italic' },
  { name: 'heading', sign: 'T', command: 'formatBlock', argument: 'h2' },
  { name: 'text', sign: '¶', command: 'formatBlock', argument: 'p' },
  { name: 'bullets', sign: '•', command: 'insertUnorderedList' },
  { name: 'numbers', sign: '#', command: 'insertOrderedList' },
  { name: 'quote', sign: '»', command: 'formatBlock', argument: 'blockquote' },
  { name: 'plain', sign: '⌫', command: 'removeFormat' },
]

function Tools({ box }: { box: React.RefObject<HTMLDivElement | null> }): ReactNode {
  const w = useWords(words)
  const [link, setLink] = useState<Range | null>(null)
  const act = ({ command, argument }: Tool) => {
    box.current?.focus()
    document.execCommand(command, false, argument)
  }
  const select = () => {
    const at = getSelection()
    if (at && at.rangeCount > 0 && box.current?.contains(at.anchorNode))
      setLink(at.getRangeAt(0).cloneRange())
  }
  return (
    <div role="toolbar" aria-label={w.tools} className="flex flex-wrap gap-0.5 border-b border-base-300 p-1">
      {tools.map((tool) => (
        <button
          key={tool.name}
          type="button"
          title={w[tool.name]}
          aria-label={w[tool.name]}
          className="btn btn-ghost btn-square btn-sm font-semibold pointer-coarse:size-11"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => act(tool)}
        >
          <span aria-hidden="true">{tool.sign}</span>
        </button>
      ))}
      <Button small look="quiet" icon="link" onClick={select}>
        {w.link}
      </Button>
      {link && <Address range={link} onDone={() => setLink(null)} box={box} />}
    </div>
  )
}

interface AddressProps {
  readonly range: Range
  readonly box: React.RefObject<HTMLDivElement | null>
  readonly onDone: () => void
}

function Address({ range, box, onDone }: AddressProps): ReactNode {
  const w = useWords(words)
  const [address, setAddress] = useState('https://')
  const safe = safeAddress(address)
  const apply = () => {
    box.current?.focus()
    const at = getSelection()
    at?.removeAllRanges()
    at?.addRange(range)
    if (safe) document.execCommand('createLink', false, safe)
    onDone()
  }
  return (
    <div className="flex w-full gap-1 p-1">
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever asked for a link writes its address next
        autoFocus
        aria-label={w.address}
        className={inputClass}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Enter') apply()
          else onDone()
        }}
      />
      <Button disabled={!safe} onClick={apply}>
        {w.apply}
      </Button>
    </div>
  )
}
