import { accessError } from '#engine/access/errors.ts'
import { type Call, call, mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Group } from '#http/description.ts'
import { httpError } from '#http/errors.ts'
import type { Server } from '#http/server.ts'
import { text } from '#model/define-table.ts'
import { form, secret } from '#model/form.ts'
import { changePassword } from './change-password.ts'
import type { Desk } from './desk.ts'
import { deviceCalls } from './device-calls.ts'
import { entered, entering, entry, leaving, sessionKind } from './entry.ts'
import { identityError } from './errors.ts'
import { profile } from './forms.ts'
import { heldToken } from './origin.ts'
import { personCalls } from './person-calls.ts'
import { me, signIn, signOut } from './sign-in.ts'

/** Signing in and out, and one's own account. */
export const identityRoutes = (server: Server, reception: Reception, desk: Desk): void =>
  mountCalls(server, reception, accounts, [
    ...[login, logout, logoutAll, readMe, passwordChange, ...deviceCalls].map((declare) => declare(desk)),
    ...personCalls,
  ])

const accounts: Group = { name: { fr: 'Comptes', en: 'Accounts' } }

const login = (desk: Desk): Call =>
  call({
    at: 'POST /api/users/login/',
    summary: { fr: 'Se connecter', en: 'Sign in' },
    to: 'anyone',
    key: 'each',
    body: form({
      login: text({
        label: { fr: 'Identifiant', en: 'Login' },
        help: {
          fr: 'E-mail, téléphone (international, ou national dans le pays du site) ou nom d’utilisateur',
          en: 'E-mail, phone (international, or national in the site’s country) or user name',
        },
        required: true,
        max: 254,
      }),
      password: secret({ label: { fr: 'Mot de passe', en: 'Password' }, required: true }),
      session: sessionKind,
    }),
    answers: { 200: entered },
    problems: [
      ...identityError.named('login.invalid', 'login.locked', 'password.change_required'),
      ...httpError.named('http.too_many', 'csrf.origin'),
    ],
    reply: async ({ ctx, body: { session, ...credentials }, request }) => {
      const from = entering(request, session)
      return entry(request, from, await signIn(desk, ctx.site, credentials, from))
    },
  })

const logout = (desk: Desk): Call =>
  call({
    at: 'POST /api/users/logout/',
    summary: { fr: 'Se déconnecter', en: 'Sign out' },
    to: 'signed_in',
    key: 'each',
    answers: { 204: null },
    reply: async ({ request }) => {
      await signOut(desk, heldToken(request))
      return leaving(request)
    },
  })

const logoutAll = (desk: Desk): Call =>
  call({
    at: 'POST /api/users/logout/all/',
    summary: { fr: 'Se déconnecter de tous ses appareils', en: 'Sign out on every device' },
    to: 'signed_in',
    key: 'each',
    answers: { 204: null },
    reply: async ({ request }) => {
      await signOut(desk, heldToken(request), true)
      return leaving(request)
    },
  })

const readMe = (desk: Desk): Call =>
  call({
    at: 'GET /api/users/me/',
    summary: { fr: 'Mon profil', en: 'My profile' },
    to: 'signed_in',
    answers: { 200: profile },
    run: ({ request }) => me(desk, heldToken(request)),
  })

const passwordChange = (desk: Desk): Call =>
  call({
    at: 'POST /api/users/password/change/',
    summary: { fr: 'Changer de mot de passe', en: 'Change the password' },
    detail: {
      fr: 'Avec le mot de passe actuel, pour qui est connecté ; ou avec le « ticket » d’une réponse 403 `password.change_required`. Toutes les sessions prennent fin ; la réponse en ouvre une.',
      en: 'With the current password, for those who are signed in; or with the “ticket” of a 403 `password.change_required`. Every session ends; the answer opens one.',
    },
    to: 'anyone',
    key: 'each',
    body: form({
      ticket: secret({ label: { fr: 'Ticket', en: 'Ticket' } }),
      old_password: secret({ label: { fr: 'Mot de passe actuel', en: 'Current password' } }),
      new_password: secret({ label: { fr: 'Nouveau mot de passe', en: 'New password' }, required: true }),
      new_password_confirm: secret({
        label: { fr: 'Le nouveau, encore une fois', en: 'The new one, once more' },
        required: true,
      }),
      session: sessionKind,
    }),
    answers: { 200: entered },
    problems: [
      ...accessError.named('auth.required'),
      ...identityError.named('password.invalid', 'session.ended', 'login.locked'),
      ...httpError.named('csrf.origin'),
    ],
    reply: async ({ ctx, body: { ticket, session, ...change }, request }) => {
      const from = entering(request, session)
      const changing = { desk, token: ticket ?? heldToken(request), from, site: ctx.site.id }
      return entry(request, from, await changePassword(changing, change))
    },
  })
