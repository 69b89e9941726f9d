import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { JsonObject } from '#model/json.ts'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath, openBrowser } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, shot, sticksOut } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const options = { skip: chromiumPath ? false : 'no Chromium on this machine', timeout: 60_000 }

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'inscription',
    label: { fr: 'Inscriptions' },
    fields: [
      { slug: 'nom', type: 'text', label: { fr: 'Nom' }, required: true },
      { slug: 'telephone', type: 'phone', label: { fr: 'Téléphone' } },
      {
        slug: 'formule',
        type: 'choice',
        label: { fr: 'Formule' },
        options: [
          { value: 'jour', label: { fr: 'La journée' } },
          { value: 'soir', label: { fr: 'La soirée' } },
        ],
      },
      { slug: 'repas', type: 'integer', label: { fr: 'Nombre de repas' }, min: 1, max: 20 },
      { slug: 'arrivee', type: 'date', label: { fr: 'Arrivée' } },
      { slug: 'accord', type: 'boolean', label: { fr: 'J’accepte le règlement' } },
      { slug: 'note', type: 'text', label: { fr: 'Note interne' } },
    ],
    rules: [
      { field: 'repas', when: { field: 'formule', op: 'ne', value: 'soir' }, then: { hidden: true } },
      { field: 'repas', when: { field: 'formule', op: 'eq', value: 'soir' }, then: { required: true } },
    ],
    title: 'nom',
  }),
)
const rows = async () => (await expecting(200, admin.get('/api/inscription/?ordering=id'))).results

let link = ''

test('an administrator makes a public form, and has its link', options, async () => {
  const { page, complaints } = await openSignedIn(sugu.url, { at: 'tables/inscription' })
  page.setDefaultTimeout(8000)
  await page.getByRole('button', { name: 'Nouvelle vue' }).click()
  await page.getByRole('menuitem', { name: 'Formulaires publics…' }).click()
  await page.getByText('Recevez des lignes de tout le monde').waitFor()
  await expectNoViolations(page)
  await page.getByRole('button', { name: 'Nouveau formulaire' }).click()
  await page.getByLabel('Titre').fill('Inscription à la fête')
  await page.getByLabel('Présentation').fill('Samedi, de midi à minuit.\nEntrée libre.')
  await page.getByLabel('Remerciement').fill('Merci, à samedi !')
  await page.getByRole('button', { name: 'Ne plus demander « Note interne »' }).click()
  await page.getByLabel('Question pour « Nom »').fill('Vos nom et prénom')
  await page.getByRole('button', { name: 'Monter « Formule »' }).click()
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByText('Formulaire enregistré').waitFor()
  await shot(page, 'entry-form-builder-1280')
  await expectNoViolations(page)
  link = await page.getByLabel('Lien à donner').inputValue()
  assert.match(link, /\/formulaire\/[\w-]{22}$/)
  const [made] = (await expecting(200, admin.get('/api/entry_forms/'))).results
  assert.deepEqual(
    made.asked_fields.map(({ field }: JsonObject) => field),
    ['nom', 'formule', 'telephone', 'repas', 'arrivee', 'accord'],
  )
  await page.setViewportSize({ width: 360, height: 740 })
  await shot(page, 'entry-form-builder-360')
  assert.equal(await sticksOut(page), false)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test(
  'a stranger answers on a small phone: rules at once, mistakes at their place, what was typed kept',
  options,
  async () => {
    const browser = await openBrowser()
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'fr-FR',
      hasTouch: true,
      isMobile: true,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(8000)
    let bytes = 0
    page.on('response', async (answer) => {
      bytes += Number(
        (
          await answer
            .request()
            .sizes()
            .catch(() => ({ responseBodySize: 0 }))
        ).responseBodySize,
      )
    })
    await page.goto(link)
    await page.getByRole('heading', { name: 'Inscription à la fête' }).waitFor()
    await page.getByText('Entrée libre.').waitFor()
    assert.equal(await page.getByLabel('Nombre de repas').isVisible(), false)
    assert.equal(await page.getByText('Note interne').count(), 0)
    assert.ok(bytes < 90_000, `${bytes} bytes`)
    await shot(page, 'entry-form-360')
    assert.equal(await sticksOut(page), false)
    await expectNoViolations(page)

    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Cette réponse est obligatoire.').waitFor()
    assert.equal(await page.evaluate('document.activeElement.id'), 'field-nom')
    await page.getByLabel('Vos nom et prénom').fill('Awa <b>Koné</b>')
    await page.getByLabel('La soirée').check()
    await page.getByLabel('Nombre de repas').fill('deux')
    await page.getByLabel('Téléphone').fill('07 07 07 07 07')
    await page.getByLabel('Oui').check()
    await page.reload()
    assert.equal(await page.getByLabel('Vos nom et prénom').inputValue(), 'Awa <b>Koné</b>')
    assert.equal(await page.getByLabel('La soirée').isChecked(), true)
    await page.getByLabel('Nombre de repas').fill('200')
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText(/20/).first().waitFor()
    await shot(page, 'entry-form-wrong-360')
    await expectNoViolations(page)
    await page.getByLabel('Nombre de repas').fill('2')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Pas de connexion.').waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Envoyer' }).tap()
    await page.getByText('Merci, à samedi !').waitFor()
    await shot(page, 'entry-form-thanks-360')
    await expectNoViolations(page)
    const [row] = await rows()
    assert.deepEqual(
      [row.nom, row.formule, row.repas, row.telephone, row.accord, row.note],
      ['Awa <b>Koné</b>', 'soir', 2, '+2250707070707', true, null],
    )
    assert.equal((await rows()).length, 1)
    await context.close()
  },
)

test('without scripts, or with a wrong link, the page says what to do', options, async () => {
  const browser = await openBrowser()
  const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  const still = await plain.newPage()
  await still.goto(link)
  assert.match((await still.locator('main').textContent()) ?? '', /a besoin de JavaScript/)
  await plain.close()
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' })
  const page = await context.newPage()
  await page.goto(`${sugu.url}/formulaire/${'a'.repeat(22)}`)
  await page.getByText('Ce formulaire n’existe pas, ou plus.').waitFor()
  await shot(page, 'entry-form-gone-360')
  await context.close()
})
