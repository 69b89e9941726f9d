import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { expireQuotes } from '#apps/projects/expire-quotes.ts'
import type { Site } from '#engine/context.ts'
import { enqueue } from '#engine/enqueue.ts'
import { expecting } from '../support/caller.ts'
import { startSugu } from '../support/sugu.ts'

const sugu = await startSugu()
const { admin } = sugu
const year = new Date().getFullYear()

const draft = (values = {}) =>
  expecting(201, admin.post('/api/devis/', { nom_devis: 'Peinture', statut: 'brouillon', ...values }))
const send = (id: number, input = {}) => admin.post(`/api/devis/${id}/envoyer/`, input)
const status = async (id: number) => (await admin.get(`/api/devis/${id}/`)).body.statut

test('a draft needs no number; whatever else it is, does', async () => {
  assert.equal((await draft()).numero_devis, null)
  const { body } = await admin.post('/api/devis/', { nom_devis: 'Peinture', statut: 'accepte' })
  assert.deepEqual(Object.keys(body.errors), ['numero_devis'])
  const bare = await admin.post('/api/devis/', { nom_devis: 'Peinture' })
  assert.deepEqual(Object.keys(bare.body.errors), ['numero_devis'])
})

test('sending gives the next number, a date and a validity; a number given by hand is kept', async () => {
  const { id } = await draft()
  const sent = await expecting(200, send(id))
  assert.match(sent.numero_devis, new RegExp(`^DEV-${year}-\\d{4}$`))
  assert.equal(sent.statut, 'envoye')
  assert.ok(Date.parse(sent.date_validite) - Date.parse(sent.date_creation) === 30 * 86_400_000)
  const own = await draft({ numero_devis: 'ATELIER-7', date_validite: '2031-01-31' })
  const kept = await expecting(200, send(own.id))
  assert.deepEqual([kept.numero_devis, kept.date_validite], ['ATELIER-7', '2031-01-31'])
})

test('twenty sent at once bear twenty numbers in a row, and a failed one leaves no gap', async () => {
  const drafts = await Promise.all(Array.from({ length: 20 }, () => draft()))
  const before = lastOf(await expecting(200, send((await draft()).id)))
  const failing = await send((await draft()).id, { date_validite: 'demain' })
  assert.equal(failing.status, 400)
  const sent = await Promise.all(drafts.map(({ id }) => expecting(200, send(id))))
  const numbers = sent.map(lastOf).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => before + 1 + i),
  )
})
const lastOf = (quote: { numero_devis: string }) => Number(quote.numero_devis.split('-')[2])

test('a number that somebody used by hand is passed over', async () => {
  const before = lastOf(await expecting(200, send((await draft()).id)))
  const next = `DEV-${year}-${String(before + 1).padStart(4, '0')}`
  await draft({ numero_devis: next, statut: 'accepte' })
  assert.equal(lastOf(await expecting(200, send((await draft()).id))), before + 2)
})

test('each step has its place: what is not sent is not accepted, a refusal says why', async () => {
  const { id } = await draft()
  assert.deepEqual(
    [(await admin.post(`/api/devis/${id}/accepter/`)).body.code, await status(id)],
    ['verb.not_now', 'brouillon'],
  )
  await expecting(200, send(id))
  assert.equal((await send(id)).status, 409)
  const silent = await admin.post(`/api/devis/${id}/refuser/`)
  assert.deepEqual(Object.keys(silent.body.errors), ['motif_refus'])
  const refused = await expecting(200, admin.post(`/api/devis/${id}/refuser/`, { motif_refus: 'Trop cher' }))
  assert.deepEqual([refused.statut, refused.motif_refus], ['refuse', 'Trop cher'])
  const { results } = (await admin.get(`/api/devis/${id}/history/`)).body
  assert.deepEqual(results.map(({ verb }: { verb: string }) => verb).slice(0, 2), ['refuser', 'envoyer'])
})

test('what is past its date expires in the night, and nothing else does', async () => {
  const old = await expecting(200, send((await draft({ date_validite: '2020-01-31' })).id))
  const open = await expecting(200, send((await draft()).id))
  const accepted = await expecting(200, send((await draft({ date_validite: '2020-01-31' })).id))
  await expecting(200, admin.post(`/api/devis/${accepted.id}/accepter/`))
  await sugu.sugu.db.transaction(1, (tx) => enqueue({ tx, site: { id: 1 } as Site }, expireQuotes, {}))
  for (let tries = 0; (await status(old.id)) !== 'expire'; tries++) {
    assert.ok(tries < 100, 'it did not expire')
    await sleep(100)
  }
  assert.deepEqual([await status(open.id), await status(accepted.id)], ['envoye', 'accepte'])
})

test('a quote is a paper, whatever its texts hold; for who may read it', async () => {
  const buyer = { nom: 'Ɛkwe Ŋdiaye', entreprise: '<script>alert(1)</script> ) Tj ET /JS (x)' }
  const contact = await expecting(201, admin.post('/api/contact/', buyer))
  const { id } = await draft({
    nom_devis: `=HYPERLINK("http://x") ${'très '.repeat(30)}`,
    montant_ht: '1000.50',
    montant_ttc: '1200.60',
    contact: contact.id,
  })
  await expecting(200, send(id))
  const response = await fetch(`${sugu.url}/api/devis/${id}/pdf/`, { headers: admin.headers })
  assert.equal(response.headers.get('content-type'), 'application/pdf')
  assert.match(response.headers.get('content-disposition')!, /^inline; filename\*=UTF-8''Devis%20DEV-/)
  const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1')
  assert.ok(pdf.startsWith('%PDF-1.'))
  assert.doesNotMatch(pdf, /JavaScript|\/JS |OpenAction|\/URI|HYPERLINK/)
  assert.equal((await sugu.stranger.get(`/api/devis/${id}/pdf/`)).status, 401)
  assert.equal((await admin.get(`/api/contact/${contact.id}/pdf/`)).status, 404)
})

test('the logo is a picture that can be drawn, or it is refused', async () => {
  const png = (await readFile(join(import.meta.dirname, '../support/logo.png'))).toString('base64')
  await expecting(204, admin.put('/api/sites/logo/', { image: `data:image/png;base64,${png}` }))
  const shown = await sugu.stranger.get('/api/sites/logo/')
  assert.equal(shown.headers.get('content-type'), 'image/png')
  const { id } = await draft()
  assert.equal((await admin.get(`/api/devis/${id}/pdf/`)).status, 200)
  const cut = Buffer.from(png, 'base64').subarray(0, 60).toString('base64')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
  const huge = Buffer.from(png, 'base64')
  huge.writeUInt32BE(60_000, 16)
  for (const image of [cut, svg, huge.toString('base64'), '', 'é', 12]) {
    assert.equal((await admin.put('/api/sites/logo/', { image })).status, 400, String(image).slice(0, 20))
  }
  assert.equal((await sugu.stranger.put('/api/sites/logo/', { image: png })).status, 401)
  await expecting(204, admin.delete('/api/sites/logo/'))
  assert.equal((await sugu.stranger.get('/api/sites/logo/')).status, 404)
})
