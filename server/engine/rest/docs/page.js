// The token lives in this page alone: it is forgotten with it.
const at = (id) => document.getElementById(id)
const { ended, offline } = document.body.dataset
let token = null
let ticket = null

function show() {
  const ui = SwaggerUIBundle({
    url: '/api/schema/',
    dom_id: '#api',
    deepLinking: true,
    docExpansion: token ? 'none' : 'list',
    defaultModelsExpandDepth: -1,
    tryItOutEnabled: true,
    persistAuthorization: false,
    validatorUrl: null,
    requestInterceptor: withToken,
    responseInterceptor: noticeEnd,
    onComplete: () => token && ui.preauthorizeApiKey('token', token),
  })
}

function withToken(request) {
  if (token) request.headers.Authorization = `Bearer ${token}`
  return request
}

function noticeEnd(response) {
  if (token && response.status === 401) leave(ended)
  return response
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

const sayOf = ({ detail, errors = {} }) =>
  Object.values(errors)
    .flat()
    .map(({ message }) => message)
    .join(' ') || detail

/** The values of a form go to an address; what comes of it goes to `done`, or is said in the form. */
function onSend(form, path, done) {
  const problem = form.querySelector('.problem')
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    problem.textContent = ''
    const button = form.querySelector('button')
    button.disabled = true
    try {
      const values = Object.fromEntries(new FormData(form))
      const answer = await post(path, ticket ? { ...values, ticket } : values)
      if (!done(answer)) problem.textContent = sayOf(answer.body)
    } catch {
      problem.textContent = offline
    } finally {
      button.disabled = false
    }
  })
}

function enter({ status, body }) {
  if (status === 403 && body.ticket) {
    ticket = body.ticket
    turn()
    at('new-password').querySelector('input').focus()
  } else if (status === 200) {
    token = body.token
    ticket = null
    at('name').textContent = body.user.username
    turn()
    show()
  } else if (status === 401 && ticket) leave(ended)
  else return false
  return true
}

function leave(reason = '') {
  const wasKnown = token !== null
  token = null
  ticket = null
  turn()
  at('sign-in').querySelector('.problem').textContent = reason
  if (wasKnown) show()
}

/** Shows what belongs to a stranger, to who must choose a password, or to who is signed in. */
function turn() {
  for (const id of ['sign-in', 'new-password']) at(id).reset()
  at('stranger').hidden = token !== null
  at('known').hidden = token === null
  at('sign-in').hidden = ticket !== null
  at('new-password').hidden = ticket === null
}

onSend(at('sign-in'), '/api/users/login/', enter)
onSend(at('new-password'), '/api/users/password/change/', enter)
at('sign-out').addEventListener('click', async () => {
  await fetch('/api/users/logout/', { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(
    () => {},
  )
  leave()
})
turn()
show()
