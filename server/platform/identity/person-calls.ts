import { type Call, call } from '#engine/rest/call.ts'
import { identityError } from './errors.ts'
import { requireNewPassword, shutOut, unlockPerson } from './shut-out.ts'

const unknown = identityError.named('person.unknown_id')

/** What those who answer for accounts do to those of others. */
export const personCalls: readonly Call[] = [
  call({
    at: 'POST /api/users/{id}/disable/',
    summary: { fr: 'Fermer un compte', en: 'Disable an account' },
    detail: {
      fr: 'Personne n’y entre plus, et qui y était n’y est plus, dès la demande suivante. Pour un seul site : `ended` de l’adhésion.',
      en: 'Nobody signs in to it any more, and whoever was in is out at the next request. For one site alone: `ended` of the membership.',
    },
    to: 'network_owner',
    key: 'each',
    answers: { 204: null },
    problems: [...unknown, ...identityError.named('person.yourself')],
    run: ({ ctx, params }) => shutOut(ctx, params.id, true),
  }),
  call({
    at: 'POST /api/users/{id}/enable/',
    summary: { fr: 'Rouvrir un compte', en: 'Enable an account again' },
    to: 'network_owner',
    key: 'each',
    answers: { 204: null },
    problems: unknown,
    run: ({ ctx, params }) => shutOut(ctx, params.id, false),
  }),
  call({
    at: 'POST /api/users/{id}/require-password/',
    summary: { fr: 'Exiger un nouveau mot de passe', en: 'Ask for a new password' },
    detail: {
      fr: 'Les sessions de la personne prennent fin ; sa prochaine connexion commence par choisir un mot de passe.',
      en: 'The person’s sessions end; their next sign-in begins by choosing a password.',
    },
    to: 'site_admin',
    key: 'each',
    answers: { 204: null },
    problems: unknown,
    run: ({ ctx, params }) => requireNewPassword(ctx, params.id),
  }),
  call({
    at: 'POST /api/users/{id}/unlock/',
    summary: { fr: 'Déverrouiller un compte', en: 'Unlock an account' },
    detail: {
      fr: 'Oublie les essais manqués, d’où qu’ils soient venus.',
      en: 'Forgets the failed tries, wherever they came from.',
    },
    to: 'site_admin',
    key: 'each',
    answers: { 204: null },
    problems: unknown,
    run: ({ ctx, params }) => unlockPerson(ctx, params.id),
  }),
]
