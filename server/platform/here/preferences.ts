import { errorsOf } from '#base/errors.ts'
import { accessError } from '#engine/access/errors.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { freeForm } from '#model/form.ts'
import type { JsonObject } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import { ask } from '../identity/ask.ts'
import type { Desk } from '../identity/desk.ts'

const preferenceError = errorsOf({
  'preferences.name': [
    400,
    {
      fr: 'Une préférence se nomme en 60 caractères au plus : lettres, chiffres, tirets, points. « {name} » ne va pas.',
      en: 'A preference has a name of at most 60 letters, digits, hyphens and dots. "{name}" will not do.',
    },
  ],
  'preferences.too_large': [
    413,
    {
      fr: 'C’est trop pour une préférence : 16 000 caractères au plus pour chacune, 200 en tout.',
      en: 'That is too much for a preference: at most 16,000 characters each, 200 in all.',
    },
  ],
})

const nameForm = /^[\w.-]{1,60}$/
const longest = 16_000

export const prefer = (desk: Desk): Call =>
  call({
    at: 'PATCH /api/here/preferences/',
    summary: { fr: 'Changer mes préférences ici', en: 'Change my preferences here' },
    detail: {
      fr: 'Par nom, ce que l’on veut garder, sur ce site ; null oublie. La réponse les donne toutes.',
      en: 'By name, whatever is to be kept, at this site; null forgets. The answer gives all of them.',
    },
    to: 'signed_in',
    body: freeForm(is.byName(is.anything)),
    answers: { 200: () => is.byName(is.anything) },
    problems: preferenceError.named('preferences.name', 'preferences.too_large'),
    run: async ({ ctx, body }) => {
      demandSound(body)
      if (ctx.actor.kind !== 'user') throw accessError('auth.required')
      const kept = await ask<JsonObject>(
        desk.db.site(ctx.site.id),
        'prefer',
        ctx.actor.id,
        JSON.stringify(body),
      )
      if (!kept) throw preferenceError('preferences.too_large')
      return kept
    },
  })

function demandSound(wishes: JsonObject): void {
  for (const [name, value] of Object.entries(wishes)) {
    if (!nameForm.test(name)) throw preferenceError('preferences.name', { name: name.slice(0, 60) })
    const written = JSON.stringify(value)
    if (written.length > longest || written.includes('\\u0000'))
      throw preferenceError('preferences.too_large')
  }
}
