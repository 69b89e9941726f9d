import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseTable } from '#model/parse-table.ts'
import { projectChoices } from './choices.ts'
import { projectTables } from './tables.ts'

test('the six tables are well defined, each after those that it refers to', () => {
  const made = new Set<string>()
  for (const table of projectTables) {
    const parsed = parseTable(table, { origin: 'site', exists: (slug) => made.has(slug) })
    assert.deepEqual('problems' in parsed ? parsed.problems : {}, {}, table.slug)
    made.add(table.slug)
  }
  assert.deepEqual([...made].sort(), ['choix', 'contact', 'devis', 'devisparprojet', 'projet', 'tablenames'])
})

test('the fields are the brief’s, by name', () => {
  const fields = Object.fromEntries(
    projectTables.map((table) => [table.slug, (table.fields as { slug: string }[]).map(({ slug }) => slug)]),
  )
  assert.deepEqual(fields, {
    contact: ['nom', 'prenom', 'email', 'telephone', 'entreprise', 'poste'],
    choix: ['categorie', 'valeur', 'libelle', 'ordre'],
    tablenames: ['nom', 'description', 'actif'],
    projet: [
      'nom_projet',
      'description',
      'date_debut',
      'date_fin',
      'statut',
      'type_projet',
      'contact_principal',
      'motif_annulation',
    ],
    devis: [
      'numero_devis',
      'nom_devis',
      'montant_ht',
      'montant_ttc',
      'date_creation',
      'date_validite',
      'statut',
      'contact',
      'motif_refus',
    ],
    devisparprojet: ['projet', 'devis', 'date_association', 'principal'],
  })
})

test('the 13 choices are the brief’s', () => {
  assert.deepEqual(
    projectChoices.map((row) => Object.values(row)),
    [
      ['statut_projet', 'en_cours', 'En cours', 1],
      ['statut_projet', 'termine', 'Terminé', 2],
      ['statut_projet', 'en_attente', 'En attente', 3],
      ['statut_projet', 'annule', 'Annulé', 4],
      ['type_projet', 'developpement', 'Développement', 1],
      ['type_projet', 'formation', 'Formation', 2],
      ['type_projet', 'prestation', 'Prestation', 3],
      ['type_projet', 'maintenance', 'Maintenance', 4],
      ['statut_devis', 'brouillon', 'Brouillon', 1],
      ['statut_devis', 'envoye', 'Envoyé', 2],
      ['statut_devis', 'accepte', 'Accepté', 3],
      ['statut_devis', 'refuse', 'Refusé', 4],
      ['statut_devis', 'expire', 'Expiré', 5],
    ],
  )
})
