import { call } from '#engine/rest/call.ts'
import { publicProfile } from '../forms.ts'
import { accountError } from './errors.ts'
import { follow, publicProfileOf } from './people.ts'

export const readPerson = call({
  at: 'GET /api/users/{username}/',
  summary: { fr: 'Le profil public de quelqu’un', en: 'Somebody’s public profile' },
  detail: {
    fr: 'Par nom d’utilisateur. Les membres d’un site ne se montrent qu’à qui est connecté.',
    en: 'By user name. Members of a site are shown to those who are signed in.',
  },
  to: 'anyone',
  answers: { 200: publicProfile },
  problems: accountError.named('person.not_here'),
  run: ({ ctx, params }) => publicProfileOf(ctx, params.username),
})

export const followCall = call({
  at: 'POST /api/users/{username}/follow/',
  summary: { fr: 'Suivre quelqu’un', en: 'Follow somebody' },
  to: 'signed_in',
  key: 'each',
  answers: { 200: publicProfile },
  problems: accountError.named('person.not_here', 'follow.yourself'),
  run: ({ ctx, params }) => follow(ctx, params.username, true),
})

export const unfollowCall = call({
  at: 'DELETE /api/users/{username}/follow/',
  summary: { fr: 'Ne plus suivre quelqu’un', en: 'Follow somebody no more' },
  to: 'signed_in',
  answers: { 204: null },
  problems: accountError.named('person.not_here', 'follow.yourself'),
  run: async ({ ctx, params }) => void (await follow(ctx, params.username, false)),
})
