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

function formOf(form: Form): HTMLElement {
  const questions = questionsOf(form)
  const check = form.question
    ? make('input', { id: 'check', type: 'text', autocomplete: 'off', maxlength: 200 })
    : null
  const wrongCheck = make('p', { class: 'error', role: 'alert', hidden: true })
  const trap = make('input', { id: 'site_web', name: 'site_web', tabindex: -1, autocomplete: 'off' })
  const usual = form.button ?? say('send')
  const button = make('button', { type: 'submit' }, usual)
  const said = make('p', { class: 'error', role: 'alert', hidden: true })
  const tell = (text: string) => {
    said.textContent = text
    said.hidden = text === ''
  }
  let ticket = { text: form.ticket!, at: performance.now() }
  const renew = async () => {
    const next = await readForm()
    if (!isRefusal(next) && next.ticket) ticket = { text: next.ticket, at: performance.now() }
  }
  const send = async (): Promise<void> => {
    const values = questions.values()
    if (!values) return tell(say('check'))
    tell('')
    const given = { values, answer: check?.value || null, site_web: trap.value || null }
    const answer = await sendPatiently(
      (): Answer => ({ ...given, ticket: ticket.text }),
      () => ticket.at,
      renew,
    )
    if (!isRefusal(answer)) return thank(form, answer.confirmation)
    if (answer.code === 'entry.sent') return thank(form, null)
    questions.blame(answer.errors)
    wrongCheck.textContent = answer.errors.answer?.[0]?.message ?? ''
    wrongCheck.hidden = wrongCheck.textContent === ''
    if (!wrongCheck.hidden) check?.focus()
    tell(answer.detail)
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    button.disabled = true
    button.textContent = say('sending')
    await send()
    button.disabled = false
    button.textContent = usual
  }
  questions.write(kept())
  questions.obey()
  return make(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => void submit(event),
      oninput() {
        questions.obey()
        keep(questions.draft())
      },
    },
    ...questions.elements,
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
  )
}

/** Not before its time; with a new ticket where the page has grown old, once; again where the server says when. */
async function sendPatiently(
  answer: () => Answer,
  since: () => number,
  renew: () => Promise<void>,
): ReturnType<typeof sendAnswer> {
  for (let tries = 1; ; tries++) {
    await pause(Math.max(0, shortest - (performance.now() - since())))
    const came = await sendAnswer(answer())
    if (!isRefusal(came) || tries === 3) return came
    if (came.code === 'entry.ticket') await renew()
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
