import type { Language } from '#model/language.ts'
import { dictionary } from '../../lib/words.ts'

export const jobWords = dictionary({
  title: ['Tâches de fond', 'Background jobs'],
  why: [
    'Ce que Sugu fait sans qu’on l’attende : envois, imports, nettoyages. Une tâche qui échoue est reprise d’elle-même ; après son dernier essai, elle attend ici.',
    'What Sugu does without being waited for: sending, imports, cleaning. A job that fails is taken up again by itself; after its last try it waits here.',
  ],
  failed: ['En échec', 'Failed'],
  running: ['En cours', 'Running'],
  waiting: ['En attente', 'Waiting'],
  done: ['Faites', 'Done'],
  noneFailed: ['Tout ce qui devait se faire s’est fait.', 'All that was to be done is done.'],
  nothingFailed: ['Aucune tâche en échec', 'No failed job'],
  nothingRunning: ['Rien ne tourne en ce moment', 'Nothing runs now'],
  nothingWaiting: ['Rien n’attend', 'Nothing waits'],
  nothingDone: ['Rien depuis hier', 'Nothing since yesterday'],
  failedAt: (ago: string) => [`A échoué ${ago}`, `Failed ${ago}`],
  runsSince: (ago: string) => [`Commencée ${ago}`, `Began ${ago}`],
  dueAt: (when: string) => [`Prévue ${when}`, `Due ${when}`],
  doneAt: (ago: string) => [`Faite ${ago}`, `Done ${ago}`],
  tries: (n: number) => [`${n} essais`, `${n} tries`],
  ofHouse: ['Toute l’installation', 'The whole installation'],
  ofSite: (site: number) => [`Site n° ${site}`, `Site no. ${site}`],
  retry: ['Refaire', 'Do again'],
  retryOf: (name: string) => [`Refaire : ${name}`, `Do again: ${name}`],
  retried: ['La tâche est de nouveau en attente.', 'The job is waiting again.'],
  drop: ['Écarter', 'Drop'],
  dropOf: (name: string) => [`Écarter : ${name}`, `Drop: ${name}`],
  dropSure: (name: string) => [`Écarter « ${name} » ?`, `Drop “${name}”?`],
  dropWhat: ['Elle ne sera jamais faite.', 'It will never be done.'],
  dropped: ['Tâche écartée.', 'Job dropped.'],
})

/** What the queues are called in so many words. */
const names: Readonly<Record<string, readonly [fr: string, en: string]>> = {
  'accounts.clean': ['Nettoyer les comptes', 'Clean the accounts'],
  'accounts.reset': ['Envoyer un code de mot de passe', 'Send a password code'],
  'audit.clean': ['Nettoyer le journal', 'Clean the audit log'],
  'audit.seal': ['Sceller le journal', 'Seal the audit log'],
  'engine.recompute': ['Recalculer des champs', 'Compute fields anew'],
  'engine.recompute_left': ['Finir les calculs en attente', 'Finish computations'],
  'engine.upkeep': ['Entretenir la base', 'Keep the database up'],
  'entry_forms.clean': ['Nettoyer les formulaires', 'Clean the forms'],
  'identity.clean': ['Nettoyer les connexions', 'Clean the sign-ins'],
  'limits.clean': ['Nettoyer les compteurs', 'Clean the counters'],
  'live.clean': ['Nettoyer les présences', 'Clean the presences'],
  'messages.clean': ['Nettoyer les messages', 'Clean the messages'],
  'messages.send': ['Envoyer un message', 'Send a message'],
  'projects.expire_quotes': ['Faire expirer les devis', 'Expire the quotes'],
  'structure.purge': ['Effacer ce qui a été retiré', 'Purge what was dropped'],
  'structure.resume': ['Finir un changement de structure', 'Finish a change of structure'],
  'transfer.import': ['Importer un fichier', 'Import a file'],
  'transfer.import.large': ['Importer un grand fichier', 'Import a large file'],
  'webhooks.deliver': ['Prévenir un webhook', 'Tell a webhook'],
}

export const jobName = (job: string, language: Language): string =>
  names[job]?.[language === 'fr' ? 0 : 1] ?? job
