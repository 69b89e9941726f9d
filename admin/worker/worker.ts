// Two values of its build stand before it: see `assemble.ts`.
declare const build: string
declare const shell: string[]
const worker = self as unknown as ServiceWorkerGlobalScope

/** One store per build: what belongs to another is dropped as soon as this one is in charge. */
const store = `sugu-${build}`

worker.addEventListener('install', (event) => {
  event.waitUntil(fillShell().then(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== worker.location.origin || request.method !== 'GET' || !pathname.startsWith('/admin/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/admin/assets/')) event.respondWith(asset(request))
})

/** The page is taken anew, its files from wherever they are: their names say what is in them. */
async function fillShell(): Promise<void> {
  const cache = await caches.open(store)
  await Promise.all(
    shell.map(async (path) => {
      const known = path === '/admin/' ? undefined : await caches.match(path)
      const answer = known ?? (await fetch(path, { cache: path === '/admin/' ? 'no-cache' : 'default' }))
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
      if (path === '/admin/' && answer.headers.get('x-build') !== build)
        throw new Error('another build by now')
      await cache.put(path, answer)
    }),
  )
}

/** Files of the last build stay while a page that was opened with it may still ask for them: in the browser's own cache. */
async function dropOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('sugu-') && name !== store).map((name) => caches.delete(name)),
  )
}

/** From the store at once; the page itself asks whether it is still the newest. */
async function page(request: Request): Promise<Response> {
  const known = await caches.match('/admin/')
  return known ?? fetch(request)
}

async function asset(request: Request): Promise<Response> {
  const known = await caches.match(request)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await caches.open(store).then((cache) => cache.put(request, answer.clone()))
  return answer
}
