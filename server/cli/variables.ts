import { settingGroups } from '#base/settings/index.ts'
import type { Kind, Setting } from '#base/settings/setting.ts'
import type { Outcome } from './command.ts'

/** `docs/fr/variables.md` and `.env.example` are what this prints; a test keeps them so. */
export const run = async (_words: readonly string[], options: { env?: boolean }): Promise<Outcome> => {
  process.stdout.write(options.env ? dotEnvModel() : variablesPage())
  return 0
}

const units: Partial<Record<Kind, string>> = { seconds: 'secondes', minutes: 'minutes', days: 'jours' }

const forms: Record<Kind, string> = {
  text: 'Texte',
  secret: 'Secret',
  choice: 'Choix',
  folder: 'Dossier',
  host: 'Nom d’hôte ou adresse',
  url: 'Adresse web',
  database: 'Adresse PostgreSQL',
  integer: 'Nombre entier',
  seconds: 'Secondes',
  minutes: 'Minutes',
  days: 'Jours',
  boolean: 'True ou False',
  hosts: 'Liste, séparée par des virgules',
  origins: 'Liste, séparée par des virgules',
  proxies: 'Liste, séparée par des virgules',
  budget: 'Nombre par s, m, h ou d',
}

const uses: Record<Setting['use'], string> = {
  used: 'utilisée',
  later: 'réservée',
  ignored: 'ignorée avec un avis',
}

const head = `# Les variables d’environnement

Cette page est écrite par \`./sugu variables > docs/fr/variables.md\` ; un essai vérifie qu’elle dit vrai.

Une variable se donne dans l’environnement (\`PORT=8001 ./sugu start\`) ou dans un fichier \`.env\` à côté de \`sugu\` ;
l’environnement l’emporte. Une valeur vide vaut une variable absente. Les oui et les non s’écrivent \`True\`, \`False\`,
\`1\`, \`0\`, \`oui\`, \`non\`, \`yes\` ou \`no\`.

- **utilisée** : Sugu la lit. Une mauvaise valeur arrête le démarrage, avec une phrase qui dit laquelle, pourquoi, et un exemple.
- **réservée** : connue et vérifiée, mais la partie de Sugu qui la lira est encore à venir ; le démarrage le rappelle.
- **ignorée avec un avis** : elle réglait les anciens systèmes et ne change rien ici ; le démarrage dit pourquoi.

Partout sont refusées : une valeur qui contient \`$(\` (une commande que rien n’exécute dans un fichier \`.env\`), et, pour
\`SECRET_KEY\`, \`BACKUP_ENCRYPTION_KEY\` et \`SUGU_ADMIN_PASSWORD\`, les valeurs d’exemple des guides. Les autres valeurs
d’exemple (\`your-orange-api-key\`…) sont prises pour absentes, avec un avis.
`

export const variablesPage = (): string => {
  const parts = settingGroups.map(([title, group]) => {
    const items = Object.entries<Setting>(group).map(([name, setting]) => item(name, setting))
    return `\n## ${title}\n\n${items.join('')}`
  })
  return head + parts.join('')
}

const item = (name: string, setting: Setting): string => {
  const use = setting.shared ? 'ignorée, avec un avis si le fichier `.env` la donne' : uses[setting.use]
  const refuses = setting.refuses ? ` Refusé : ${setting.refuses}.` : ''
  return `- **${code(name)}**, ${use}. ${setting.says}${refuses}${formOf(setting)} Exemple : ${code(setting.example)}\n`
}

const code = (text: string): string => `\`${text}\``

const formOf = ({ kind, min, max, choices, use, default: usual }: Setting): string => {
  if (use === 'ignored') return ''
  const bounds = kind === 'secret' && min ? `, ${min} caractères au moins` : ''
  const range = kind !== 'secret' && max !== undefined ? `, de ${min ?? 0} à ${max}` : ''
  const form = choices ? choices.map(code).join(', ') : forms[kind]
  return ` _${form}${bounds}${range}${usual ? ` ; par défaut ${code(usual)}` : ''}._`
}

const modelHead = `# Modèle de fichier .env : copiez-le (cp .env.example .env), puis retirez le # devant ce que vous changez.
# Sugu démarre sans rien de tout cela. Le détail est dans docs/fr/variables.md.
`

/** Every setting that one may give, commented out. */
export const dotEnvModel = (): string => {
  const parts = settingGroups.map(([title, group]) => {
    const lines = Object.entries<Setting>(group)
      .filter(([name, { use }]) => use !== 'ignored' && !notForPeople.includes(name))
      .map(([name, setting]) => entry(name, setting))
    return lines.length === 0 ? '' : `\n# --- ${title}\n${lines.join('')}`
  })
  return modelHead + parts.join('')
}

const notForPeople = ['DYNO', 'NODE_ENV']

const entry = (name: string, { kind, says, use, default: usual, example }: Setting): string => {
  const unit = units[kind] ? ` En ${units[kind]}.` : ''
  const reserved = use === 'later' ? ' (réservée)' : ''
  return `\n# ${says}${unit}${reserved}\n#${name}=${quoted(usual || example)}\n`
}

const quoted = (value: string): string => (/[\s#"'<>]/.test(value) ? `'${value}'` : value)
