import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { sql, statement } from '#db/sql.ts'
import type { JsonObject } from '#model/json.ts'
import { expectNoViolations } from '../support/axe.ts'
import { chromiumPath } from '../support/browser.ts'
import { expecting } from '../support/caller.ts'
import { builtScreens, openSignedIn, openStranger, shot, sticksOut } from '../support/screens.ts'
import { startSugu } from '../support/sugu.ts'

builtScreens()
const sugu = await startSugu()
const { admin } = sugu
const skip = chromiumPath ? false : 'no Chromium on this machine'
const password = 'un-pagne-bleu-plié-en-quatre'

await expecting(
  201,
  admin.post('/api/meta/tables/', {
    slug: 'depense',
    label: { fr: 'Dépenses', en: 'Expenses' },
    fields: [
      { slug: 'objet', type: 'text', label: { fr: 'Objet' }, required: true },
      { slug: 'montant', type: 'integer', label: { fr: 'Montant' } },
      { slug: 'note', type: 'text', label: { fr: 'Note interne' } },
    ],
    title: 'objet',
  }),
)
await expecting(201, admin.post('/api/depense/', { objet: 'Loyer du siège', montant: 250000 }))

const failedJob = () =>
  sugu.sugu.db.owner.run(
    statement(sql`insert into pgboss.job (name, data, policy, retry_limit, source_name, source_created_on, source_retry_count, source_output)
      select 'dead-letters', '{"site": null, "data": {"message": 987654}}'::jsonb, policy, 0, 'messages.send', now(), 4,
        '{"problem": "connect ECONNREFUSED 192.0.2.7:587"}'::jsonb
      from pgboss.queue where name = 'dead-letters'`),
  )

/** As it is to be: whole, without a fault for axe, nothing beside the page, the picture kept. */
async function looked(page: Page, name: string, width: number): Promise<void> {
  await shot(page, `administration-${name}-${width}`)
  await expectNoViolations(page)
  assert.equal(await sticksOut(page), false, name)
}

for (const width of [1280, 360])
  test(`a person is added, grouped, given rights to their own rows, and they hold, at ${width} px`, {
    skip,
  }, async () => {
    const who = `awa${width}`
    const { page, complaints } = await openSignedIn(sugu.url, { width, at: 'administration/groupes' })
    await page.getByRole('button', { name: 'Nouveau groupe' }).click()
    await page.getByLabel('Nom').fill(`Comptables ${width}`)
    await page.getByRole('button', { name: 'Créer' }).click()
    await page.getByRole('heading', { name: `Comptables ${width}` }).waitFor()
    await page.getByLabel('Voir : Dépenses').selectOption('own')
    await page.getByLabel('Ajouter : Dépenses').selectOption('all')
    await page.getByLabel('Modifier : Dépenses').selectOption('custom')
    await page.getByRole('dialog').getByLabel('Valeur de Objet').fill('Taxi')
    await looked(page, 'condition', width)
    await page.getByRole('button', { name: 'Retenir' }).click()
    await page.getByText('Objet contient « Taxi »').waitFor()
    await page.getByRole('button', { name: /^Champs.*Dépenses/ }).click()
    await page.getByLabel('Voir : Note interne').uncheck()
    await looked(page, 'champs', width)
    await page.getByRole('button', { name: 'Retenir' }).click()
    await looked(page, 'droits', width)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Droits enregistrés').waitFor()

    await page.goto(`${sugu.url}/admin/administration/utilisateurs`)
    await page.getByRole('button', { name: 'Ajouter une personne' }).click()
    await page.getByLabel('Nom d’utilisateur').fill(who)
    await page.getByLabel('Prénom').fill('Awa')
    await page.getByLabel('Nom', { exact: true }).fill(`Koné ${width}`)
    await page.getByLabel(`Comptables ${width}`).check()
    await looked(page, 'personne-nouvelle', width)
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
    const once = await page.getByLabel('Mot de passe à usage unique').inputValue()
    await looked(page, 'mot-de-passe', width)
    await page.getByRole('button', { name: 'C’est noté' }).click()
    await page.getByPlaceholder('Chercher un nom').fill(`kone ${width}`)
    await page.getByRole('link', { name: `Awa Koné ${width}` }).waitFor()
    await page.getByText('1 personne', { exact: true }).waitFor()
    await looked(page, 'utilisateurs', width)
    await page.getByRole('link', { name: `Awa Koné ${width}` }).click()
    await page.getByText('Ne voit pas : Note interne').waitFor()
    await looked(page, 'personne', width)
    assert.deepEqual(complaints, [])
    await page.context().close()

    await holds(who, once, width)
  })

/** They sign in with what they were handed, choose a password, and see what they were given. */
async function holds(who: string, once: string, width: number): Promise<void> {
  const { page, complaints } = await openStranger(sugu.url, { width })
  await page.locator('input[name=login]').fill(who)
  await page.locator('input[name=password]').fill(once)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  const fresh = page.locator('input[name=new_password]')
  await fresh.waitFor()
  await fresh.fill(password)
  await page.locator('input[name=new_password_confirm]').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Bonjour Awa' }).waitFor()
  const her = await sugu.signIn(who, password)
  await expecting(201, her.post('/api/depense/', { objet: `Taxi ${width}`, montant: 4500 }))
  await page.goto(`${sugu.url}/admin/tables/depense`)
  await page.getByText(`Taxi ${width}`).first().waitFor()
  assert.equal(await page.getByText('Loyer du siège').count(), 0)
  assert.equal(await page.getByText('Note interne').count(), 0)
  await page.goto(`${sugu.url}/admin/administration/utilisateurs`)
  assert.equal(await page.getByRole('link', { name: 'Groupes et droits' }).count(), 0)
  assert.deepEqual(complaints, [])
  await page.context().close()
}

test('an account is unlocked, a session ended, and the site seen as a member sees it', { skip }, async () => {
  const { id } = await expecting(
    201,
    admin.post('/api/users/', { username: 'binta', password, first_name: 'Binta' }),
  )
  const hers = await sugu.signIn('binta', password)
  for (let i = 0; i < 6; i++)
    await sugu.stranger.post('/api/users/login/', { login: 'binta', password: 'non' })
  const { page, complaints } = await openSignedIn(sugu.url, { at: `administration/utilisateurs/${id}` })
  await page.getByText('Trop d’essais manqués').waitFor()
  await looked(page, 'verrouille', 1280)
  await page.getByRole('button', { name: 'Déverrouiller' }).press('Enter')
  await page.getByText('Binta peut réessayer').waitFor()
  await page.getByText('Trop d’essais manqués').waitFor({ state: 'detached' })
  await sugu.signIn('binta', password)

  await page.reload()
  await page.getByRole('button', { name: 'Tout fermer' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Tout fermer' }).click()
  await page.getByText('Aucune session ouverte').waitFor()
  assert.equal((await hers.get('/api/users/me/')).status, 401)

  await page.getByRole('button', { name: 'Voir comme' }).click()
  await page.getByText('Vous voyez le site comme Binta').waitFor()
  await page
    .getByText(/ne voit rien ici|lignes? visible/)
    .first()
    .waitFor()
  await looked(page, 'voir-comme', 1280)
  await page.getByRole('button', { name: 'Terminer' }).click()
  await page.getByRole('heading', { name: 'Binta' }).waitFor()
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a job that failed is done again', { skip }, async () => {
  await failedJob()
  const { page, complaints } = await openSignedIn(sugu.url, { width: 360, at: 'administration/taches' })
  await page.getByText('ECONNREFUSED').waitFor()
  await looked(page, 'taches', 360)
  await page.getByRole('button', { name: 'Refaire : Envoyer un message' }).click()
  await page.getByText('Aucune tâche en échec').waitFor()
  const { results } = await expecting(200, admin.get('/api/administration/jobs/'))
  assert.ok(!results.some(({ state }: JsonObject) => state === 'failed'))
  assert.deepEqual(complaints, [])
  await page.context().close()
})

test('a token is made with narrow rights, shown once, and revoked', { skip }, async () => {
  const { page, complaints } = await openSignedIn(sugu.url, { at: 'administration/jetons' })
  await page.getByRole('button', { name: 'Nouveau jeton' }).click()
  await page.getByLabel('Nom').first().fill('Caisse')
  await page.getByLabel('Voir : Dépenses').selectOption('all')
  await looked(page, 'jeton-nouveau', 1280)
  await page.getByRole('button', { name: 'Créer le jeton' }).click()
  const token = await page.getByRole('dialog').getByLabel('Jeton', { exact: true }).inputValue()
  const program = sugu.caller({ authorization: `Token ${token}` })
  assert.equal((await program.get('/api/depense/')).status, 200)
  assert.equal((await program.post('/api/depense/', { objet: 'x' })).status, 403)
  await page.getByRole('button', { name: 'C’est noté' }).click()
  await page.getByRole('button', { name: 'Révoquer Caisse' }).waitFor()
  await looked(page, 'jetons', 1280)
  await page.getByRole('button', { name: 'Révoquer Caisse' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click()
  await page.getByText('Aucun jeton').waitFor()
  assert.equal((await program.get('/api/depense/')).status, 401)
  assert.deepEqual(complaints, [])
  await page.context().close()
})

for (const width of [1280, 360])
  test(`what happened, and how all is set, is there to be looked at, at ${width} px`, { skip }, async () => {
    const { page, complaints } = await openSignedIn(sugu.url, { width, at: 'administration/audit' })
    await page.locator('ol').getByText('Connexion', { exact: true }).first().waitFor()
    await page.getByLabel('Quoi').selectOption('permissions.changed')
    await page.locator('ol').getByText('Droits changés').first().waitFor()
    await page.getByRole('button', { name: 'Vérifier le journal' }).click()
    await page
      .getByText(/toutes intactes|encore scell/)
      .first()
      .waitFor()
    await looked(page, 'verifier', width)
    await page.keyboard.press('Escape')
    await looked(page, 'journal', width)
    await page.goto(`${sugu.url}/admin/administration/connexions`)
    await page.locator('ol').getByText('Entré', { exact: true }).first().waitFor()
    await looked(page, 'connexions', width)
    await page.goto(`${sugu.url}/admin/administration/reglages`)
    await page.getByRole('textbox', { name: 'Nom', exact: true }).fill(`Chez Awa ${width}`)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('Réglages enregistrés').waitFor()
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: /Choisir une image|Remplacer/ }).click()
    await (await choosing).setFiles(new URL('../support/logo.png', import.meta.url).pathname)
    await page.getByRole('img', { name: 'Logo de' }).waitFor()
    await looked(page, 'reglages', width)
    await page.goto(`${sugu.url}/admin/administration/installation`)
    await page.getByText('SUGU_ADMIN_PASSWORD').waitFor()
    assert.equal(await page.getByText('une lampe bleue').count(), 0)
    await looked(page, 'installation', width)
    await page.goto(`${sugu.url}/admin/administration/sites`)
    await page.getByRole('button', { name: 'Nouveau site' }).click()
    await page.getByRole('textbox', { name: 'Nom', exact: true }).fill(`Annexe ${width}`)
    await page.getByLabel('Nom technique').fill(`annexe-${width}`)
    await page.getByRole('button', { name: 'Créer' }).click()
    await page.getByRole('button', { name: `Aller sur Annexe ${width}` }).waitFor()
    await looked(page, 'sites', width)
    assert.deepEqual(complaints, [])
    await page.context().close()
  })
