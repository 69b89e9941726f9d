import './style.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './lib/theme.ts'
import { onSessionEnd } from './lib/api.ts'
import { keepCurrent } from './lib/current.ts'
import { queries } from './lib/query.ts'
import { Toasts } from './parts/Toast.tsx'
import { router } from './routes.ts'

onSessionEnd(() => {
  const { href, pathname } = router.state.location
  if (pathname.includes('/connexion')) return
  void router.navigate({ to: '/connexion', search: { suite: href } })
})

function start(): void {
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  )
  keepCurrent()
}

// A browser that `boot.js` turned away has its sentence already.
if (document.documentElement.dataset.old === undefined) start()
