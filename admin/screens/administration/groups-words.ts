import { dictionary } from '../../lib/words.ts'

export const groupsWords = dictionary({
  title: ['Groupes et droits', 'Groups and rights'],
  why: [
    'Un groupe ouvre des tables à ses membres. Sans groupe, on ne voit que ce qu’une table donne à tous.',
    'A group opens tables to its members. Without one, people see only what a table gives to everybody.',
  ],
  add: ['Nouveau groupe', 'New group'],
  none: ['Aucun groupe encore', 'No group yet'],
  noneWhy: [
    'Faites un groupe par métier : comptabilité, vente, lecture seule…',
    'Make a group for each trade: accounts, sales, read only…',
  ],
  name: ['Nom', 'Name'],
  nameHelp: ['Comme Comptabilité.', 'Such as Accounts.'],
  cancel: ['Annuler', 'Cancel'],
  make: ['Créer', 'Make'],
  opens: (tables: string) => [`Ouvre : ${tables}`, `Opens: ${tables}`],
  opensNothing: ['N’ouvre rien encore', 'Opens nothing yet'],
  members: (n: number) => [n > 1 ? `${n} membres` : `${n} membre`, n === 1 ? '1 member' : `${n} members`],
  seeMembers: ['Voir les membres', 'See the members'],
  rights: ['Droits', 'Rights'],
  rightsWhy: [
    'Choisissez, pour chaque table, ce que les membres du groupe voient et font, et dans quelles lignes.',
    'Choose, for each table, what the members of the group see and do, and in which rows.',
  ],
  save: ['Enregistrer', 'Save'],
  saved: ['Droits enregistrés : ils valent dès maintenant.', 'Rights saved: they hold from now on.'],
  unsaved: (n: number) => [
    n > 1 ? `${n} tables modifiées, pas encore enregistrées` : 'Modifié, pas encore enregistré',
    n > 1 ? `${n} tables changed, not saved yet` : 'Changed, not saved yet',
  ],
  undo: ['Annuler', 'Undo'],
  remove: ['Supprimer le groupe', 'Delete the group'],
  removeSure: (name: string) => [`Supprimer le groupe « ${name} » ?`, `Delete the group “${name}”?`],
  removeWhat: (n: number) => [
    n > 1
      ? `Ses ${n} membres perdent aussitôt ce qu’il ouvrait.`
      : 'Ses membres perdent aussitôt ce qu’il ouvrait.',
    'Its members lose at once what it opened.',
  ],
  removed: ['Groupe supprimé.', 'Group deleted.'],
  rename: ['Renommer', 'Rename'],
  leave: ['Quitter sans enregistrer ?', 'Leave without saving?'],
  leaveWhat: ['Les droits que vous avez changés seront perdus.', 'The rights that you changed will be lost.'],
  leaveYes: ['Quitter', 'Leave'],
})
