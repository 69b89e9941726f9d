import { dictionary } from '../../lib/words.ts'

export const words = dictionary({
  bell: ['Notifications', 'Notifications'],
  unread: (n: number) => [`Notifications : ${n} non lues`, `Notifications: ${n} unread`],
  none: ['Rien de nouveau', 'Nothing new'],
  noneWhy: [
    'On vous préviendra ici quand quelqu’un vous cite, vous confie une ligne, ou quand un import se termine.',
    'You will be told here when somebody mentions you, gives you a row, or when an import is finished.',
  ],
  readAll: ['Tout marquer comme lu', 'Mark all as read'],
  all: ['Voir toutes les notifications', 'See all notifications'],
  markRead: ['Marquer comme lue', 'Mark as read'],
  remove: ['Retirer', 'Take away'],
  more: ['Voir plus', 'See more'],
  isNew: ['Non lue', 'Unread'],
  somebody: ['Quelqu’un', 'Somebody'],
  titled: (title: string) => [`« ${title} »`, `“${title}”`],
  aRow: ['une ligne', 'a row'],
  mention: (who: string, what: string) => [
    `${who} vous cite à propos de ${what}`,
    `${who} mentions you about ${what}`,
  ],
  comment: (who: string, what: string) => [`${who} commente ${what}`, `${who} comments on ${what}`],
  assigned: (who: string, what: string, field: string) => [
    `${who} vous désigne dans ${what} (${field})`,
    `${who} names you in ${what} (${field})`,
  ],
  import_done: (file: string, n: number) => [
    `Import terminé : ${file}, ${n} lignes créées`,
    `Import finished: ${file}, ${n} rows made`,
  ],
  import_failed: (file: string) => [`L’import de ${file} n’a pas abouti`, `The import of ${file} failed`],
  job_failed: (job: string) => [`La tâche « ${job} » a échoué`, `The job “${job}” failed`],
  webhook_failed: (name: string) => [
    `Le webhook « ${name} » est suspendu : personne ne répond`,
    `The webhook “${name}” is suspended: nobody answers`,
  ],
})
