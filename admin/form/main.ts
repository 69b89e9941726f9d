import { make } from './dom.ts'
import { forget, keep, kept } from './kept.ts'
import { questionsOf } from './questions.ts'
import { type Answer, type Form, isRefusal, pause, type Refusal, readForm, sendAnswer } from './wire.ts'
import { language, say } from './words.ts'

const page = document.getElementById('form')!
document.documentElement.lang = language

/** No form is read and filled in before that: the server would send it back. */
const shortest = 2100

void begin()

async function begin(): Promise<void> {
  const form = await readForm()
  page.removeAttribute('aria-busy')
  if (isRefusal(form)) return show(retryPanel(form))
  document.title = `${form.name} – ${form.site}`
  const head = [make('p', { class: 'site' }, form.site), make('h1', {}, form.name)]
  if (form.intro) head.push(make('p', { class: 'said' }, form.intro))
  if (form.state !== 'open') return show(...head, closedPanel(form))
  show(...head, formOf(form))
}

const show = (...nodes: readonly Node[]): void => page.replaceChildren(...nodes)

function retryPanel({ detail, status }: Refusal): HTMLElement {
  const again = make('button', { type: 'button', onclick: () => location.reload() }, say('again'))
  return make(
    'div',
    { class: 'panel', role: 'alert' },
    make('p', { class: 'said' }, detail),
    status === 404 ? null : again,
  )
}

function closedPanel({ state, opens }: Form): HTMLElement {
  const when =
    opens === null
      ? ''
      : ` ${say('opens')} ${new Date(opens).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' })}.`
  return make(
    'div',
    { class: 'panel' },
    make('p', { class: 'said' }, say(state === 'open' ? 'closed' : state) + when),
  )
}

/** What stands below the questions. */
function partsOf(form: Form) {
  const check = form.question
    ? make('input', { id: 'check', type: 'text', autocomplete: 'off', maxlength: 200 })
    : null
  const wrongCheck = make('p', { class: 'error', role: 'alert', hidden: true })
  const trap = make('input', { id: 'site_web', name: 'site_web', tabindex: -1, autocomplete: 'off' })
  const said = make('p', { class: 'error', role: 'alert', hidden: true })
  const button = make('button', { type: 'submit' }, form.button ?? say('send'))
  const elements = [
    check &&
      make('div', { class: 'field' }, make('label', { for: 'check' }, form.question!), check, wrongCheck),
    make(
      'div',
      { class: 'trap', 'aria-hidden': 'true' },
      make('label', { for: 'site_web' }, say('trap')),
      trap,
    ),
    said,
    button,
  ]
  const write = (place: HTMLElement, text: string) => {
    place.textContent = text
    place.hidden = text === ''
  }
  return {
    elements,
    given: () => ({ answer: check?.value || null, site_web: trap.value || null }),
    tell: (text: string) => write(said, text),
    blameCheck(text: string) {
      write(wrongCheck, text)
      if (text !== '') check?.focus()
    },
    busy(isBusy: boolean) {
      button.disabled = isBusy
      button.textContent = isBusy ? say('sending') : (form.button ?? say('send'))
    },
  }
}

function formOf(form: Form): HTMLElement {
  const questions = questionsOf(form)
  const parts = partsOf(form)
  const ticket = heldTicket(form.ticket!)
  const send = async (): Promise<void> => {
    const values = questions.values()
    parts.tell(values ? '' : say('check'))
    if (!values) return
    const answer = await sendPatiently(ticket, { ...parts.given(), values })
    if (!isRefusal(answer)) return thank(form, answer.confirmation)
    if (answer.code === 'entry.sent') return thank(form, null)
    questions.blame(answer.errors)
    parts.blameCheck(answer.errors.answer?.[0]?.message ?? '')
    parts.tell(answer.detail)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    parts.busy(true)
    await send()
    parts.busy(false)
  }
  const noticed = () => {
    questions.obey()
    keep(questions.draft())
  }
  questions.write(kept())
  questions.obey()
  const told = { novalidate: true, onsubmit: (event: Event) => void submit(event), oninput: noticed }
  return make('form', told, ...questions.elements, ...parts.elements)
}

interface HeldTicket {
  text: string
  /** When it came, by the page's own clock. */
  at: number
}

const heldTicket = (text: string): HeldTicket => ({ text, at: performance.now() })

async function renew(ticket: HeldTicket): Promise<void> {
  const next = await readForm()
  if (!isRefusal(next) && next.ticket) Object.assign(ticket, heldTicket(next.ticket))
}

/** Not before its time; with a new ticket where the page has grown old; again where the server says when. */
async function sendPatiently(
  ticket: HeldTicket,
  answer: Omit<Answer, 'ticket'>,
): ReturnType<typeof sendAnswer> {
  for (let tries = 1; ; tries++) {
    await pause(Math.max(0, shortest - (performance.now() - ticket.at)))
    const came = await sendAnswer({ ...answer, ticket: ticket.text })
    if (!isRefusal(came) || tries === 3) return came
    if (came.code === 'entry.ticket') await renew(ticket)
    else if (came.code !== 'entry.too_soon') return came
  }
}

function thank({ name, site }: Form, confirmation: string | null): void {
  forget()
  const panel = make(
    'div',
    { class: 'panel', role: 'status', tabindex: -1 },
    make('p', { class: 'said' }, confirmation ?? say('thanks')),
    make('button', { type: 'button', class: 'plain', onclick: () => location.reload() }, say('another')),
  )
  show(make('p', { class: 'site' }, site), make('h1', {}, name), panel)
  panel.focus()
}
