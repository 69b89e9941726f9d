import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  title: ['Commentaires', 'Comments'],
  none: ['Personne n’a encore rien dit de cette ligne.', 'Nobody has said anything of this row yet.'],
  write: ['Votre commentaire', 'Your comment'],
  hint: ['@ pour citer quelqu’un, Ctrl Entrée pour envoyer', '@ to mention somebody, Ctrl Enter to send'],
  send: ['Commenter', 'Comment'],
  edit: ['Modifier', 'Edit'],
  remove: ['Supprimer', 'Delete'],
  removed: ['Commentaire supprimé.', 'Comment deleted.'],
  undo: ['Annuler', 'Undo'],
  save: ['Enregistrer', 'Save'],
  cancel: ['Annuler', 'Cancel'],
  edited: ['modifié', 'edited'],
  gone: ['Une personne partie', 'Somebody who left'],
  found: (n: number) => [
    `${n} personnes trouvées, flèches pour choisir`,
    `${n} people found, arrows to choose`,
  ],
  people: ['Personnes à citer', 'People to mention'],
  actions: (who: string) => [`Actions sur le commentaire de ${who}`, `Actions on ${who}’s comment`],
})
