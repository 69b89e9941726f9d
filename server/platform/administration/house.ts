import type { Config } from '#base/config.ts'
import type { Log } from '#base/log.ts'
import type { OpenDatabase } from '#db/open.ts'
import { type Call, call } from '#engine/rest/call.ts'
import { is } from '#model/json-schema.ts'
import { inLanguage } from '#model/language.ts'
import type { Report } from '../audit/findings.ts'
import { auditKey } from '../audit/key.ts'
import { sayFinding } from '../audit/says.ts'
import { verifyAudit } from '../audit/verify.ts'
import { readWitness } from '../audit/witness.ts'
import { messageCalls } from './messages.ts'

export type HouseSettings = Pick<Config, 'said' | 'data' | 'mail' | 'sms' | 'secretKey' | 'formerKeys'>

/** What the owner of the network looks at of the installation. Nothing of it is changed here. */
export const houseCalls = (db: OpenDatabase, config: HouseSettings, log: Log): readonly Call[] => [
  settingsCall(config),
  verifyCall(db, config),
  ...messageCalls(config, log),
]

const setting = is.object({
  name: is.text,
  says: is.text,
  value: is.orNull(is.text),
  source: is.oneOf('environment', 'file', 'default', 'none'),
  secret: is.yes,
  use: is.oneOf('used', 'later', 'ignored'),
})

const settingsCall = ({ said }: HouseSettings): Call =>
  call({
    at: 'GET /api/administration/settings/',
    summary: {
      fr: 'Les réglages de l’installation, et d’où ils viennent',
      en: 'The settings of the installation, and where they come from',
    },
    detail: {
      fr: 'Ce que ce processus a lu à son démarrage : l’environnement, le fichier .env, ou la valeur d’usage. Un secret n’est jamais dit, une adresse l’est sans compte ni chemin. Pour changer un réglage : .env, puis redémarrer.',
      en: 'What this process read as it started: the environment, the file .env, or the usual value. A secret is never told, an address is told without account or path. To change one: .env, then start again.',
    },
    to: 'network_owner',
    answers: {
      200: () => is.object({ results: is.list(is.object({ label: is.text, settings: is.list(setting) })) }),
    },
    run: () => ({ results: said }),
  })

const mostFindings = 100

const verified = is.object({
  lines: is.whole,
  seals: is.whole,
  unsealed: is.whole,
  erased: is.whole,
  cleaned: is.whole,
  findings: is.list(is.text),
  findings_count: is.whole,
})

/** Reads the whole log: one at a time, whoever asks meanwhile gets the same answer. */
function verifyCall(db: OpenDatabase, config: HouseSettings): Call {
  let running: Promise<Report> | undefined
  const verify = (): Promise<Report> => {
    const key = auditKey(config.secretKey, config.formerKeys)
    running ??= verifyAudit(db.owner, key, readWitness(config.data)).finally(() => {
      running = undefined
    })
    return running
  }
  return call({
    at: 'POST /api/audit/verify/',
    summary: {
      fr: 'Vérifier que personne n’a touché au journal',
      en: 'Verify that nobody has touched the log',
    },
    detail: {
      fr: 'Suit tous les sceaux, comme `sugu audit verify` : les lignes intactes, celles que rien ne scelle encore, et en toutes lettres ce qui n’est plus comme il a été scellé.',
      en: 'Follows all the seals, as `sugu audit verify` does: the lines that are intact, those that nothing seals yet, and in so many words what is no longer as it was sealed.',
    },
    to: 'network_owner',
    key: 'each',
    answers: {
      200: () => verified,
    },
    run: async ({ ctx }) => {
      const { findings, tables, ...counts } = await verify()
      const told = findings
        .slice(0, mostFindings)
        .map((finding) => inLanguage(sayFinding(finding, tables), ctx.language))
      return { ...counts, findings: told, findings_count: findings.length }
    },
  })
}
