import type { Row } from '#model/row.ts'

const labels = {
  statut_projet: { en_cours: 'En cours', termine: 'Terminé', en_attente: 'En attente', annule: 'Annulé' },
  type_projet: {
    developpement: 'Développement',
    formation: 'Formation',
    prestation: 'Prestation',
    maintenance: 'Maintenance',
  },
  statut_devis: {
    brouillon: 'Brouillon',
    envoye: 'Envoyé',
    accepte: 'Accepté',
    refuse: 'Refusé',
    expire: 'Expiré',
  },
}

/** The 13 rows of Choix that every site begins with. */
export const projectChoices: readonly Row[] = Object.entries(labels).flatMap(([categorie, values]) =>
  Object.entries(values).map(([valeur, libelle], i) => ({ categorie, valeur, libelle, ordre: i + 1 })),
)
