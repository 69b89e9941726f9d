import type { Command, CommandGroup } from './command.ts'

/** Every command, as the help shows them. */
export const commandGroups: readonly CommandGroup[] = [
  {
    title: { fr: 'Faire tourner Sugu', en: 'Running Sugu' },
    commands: [
      {
        name: 'start',
        text: {
          fr: 'Lance tout : le site, les tâches de fond et la base de données',
          en: 'Runs everything: the site, the background work and the database',
        },
        load: () => import('./start.ts'),
      },
      {
        name: 'web',
        text: { fr: 'Lance le site seul', en: 'Runs the site alone' },
        load: () => import('./web.ts'),
      },
      {
        name: 'worker',
        text: { fr: 'Lance les tâches de fond seules', en: 'Runs the background work alone' },
        load: () => import('./worker.ts'),
      },
      {
        name: 'migrate',
        text: {
          fr: 'Met la base de données à jour, puis s’arrête',
          en: 'Brings the database up to date, then ends',
        },
        load: () => import('./migrate.ts'),
      },
      {
        name: 'build',
        text: {
          fr: 'Construit les écrans, si ce n’est déjà fait',
          en: 'Builds the screens, unless that is done',
        },
        options: [
          { flags: '--force', text: { fr: 'Même s’ils sont à jour', en: 'Even where they are up to date' } },
        ],
        load: () => import('./build.ts'),
      },
    ],
  },
  {
    title: { fr: 'Comprendre une installation', en: 'Understanding an installation' },
    commands: [
      {
        name: 'doctor',
        text: { fr: 'Examine tout et dit quoi faire', en: 'Looks at everything and says what to do' },
        options: [{ flags: '--json', text: { fr: 'Pour un programme', en: 'For a program' } }],
        load: () => import('./doctor.ts'),
      },
      {
        name: 'admin',
        words: '<create|password|unlock|factors> <identifiant>',
        text: {
          fr: 'Crée un administrateur, redonne un mot de passe à quelqu’un, déverrouille un compte, retire ses seconds facteurs',
          en: 'Makes an administrator, gives somebody a new password, unlocks an account, removes its second factors',
        },
        options: [
          {
            flags: '--email <adresse>',
            text: { fr: 'Avec create : son e-mail', en: 'With create: their e-mail' },
          },
        ],
        load: () => import('./admin.ts'),
      },
      {
        name: 'audit',
        words: 'verify',
        text: {
          fr: 'Vérifie que rien n’a été changé au journal : chaque ligne touchée est nommée',
          en: 'Checks that nothing was changed in the log: each line that was touched is named',
        },
        options: [{ flags: '--json', text: { fr: 'Pour un programme', en: 'For a program' } }],
        load: () => import('./audit.ts'),
      },
      {
        name: 'variables',
        text: {
          fr: 'La page des variables d’environnement',
          en: 'The page of the environment variables (in French)',
        },
        options: [
          {
            flags: '--env',
            text: { fr: 'Un modèle de fichier .env à la place', en: 'A model of a .env file instead' },
          },
        ],
        load: () => import('./variables.ts'),
      },
      {
        name: 'help',
        words: '[commande]',
        text: { fr: 'Cette aide, ou celle d’une commande', en: 'This help, or that of a command' },
        load: () => import('./help.ts'),
      },
    ],
  },
  {
    title: { fr: 'Travailler sur le code', en: 'Working on the code' },
    commands: [
      {
        name: 'dev',
        text: { fr: 'Comme start, relancé à chaque changement', en: 'Like start, again at each change' },
        load: () => import('./dev.ts'),
      },
      {
        name: 'test',
        words: '[fichiers…]',
        text: { fr: 'Joue les essais', en: 'Runs the tests' },
        options: [
          { flags: '--long', text: { fr: 'Les preuves longues aussi', en: 'The long proofs too' } },
          {
            flags: '--name <texte>',
            text: {
              fr: 'Les seuls essais dont le nom contient ce texte',
              en: 'Only the tests whose name contains this',
            },
          },
        ],
        load: () => import('./test.ts'),
      },
      {
        name: 'check',
        passesOn: true,
        words: '[…]',
        text: {
          fr: 'Vérifie tout : types, style, étages, tailles, essais',
          en: 'Checks types, style, floors, sizes, tests',
        },
        load: () => import('./check.ts'),
      },
      {
        name: 'bench',
        passesOn: true,
        words: '[…]',
        text: {
          fr: 'Mesure la vitesse, en regard d’un serveur témoin',
          en: 'Measures the speed against a baseline server',
        },
        load: () => import('./bench.ts'),
      },
    ],
  },
]

export const commands: readonly Command[] = commandGroups.flatMap((group) => group.commands)
