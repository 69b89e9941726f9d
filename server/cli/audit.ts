import { loadConfig } from '#base/config.ts'
import { openDatabase } from '#db/open.ts'
import type { Finding, Report } from '#platform/audit/findings.ts'
import { auditKey } from '#platform/audit/key.ts'
import { sayFinding } from '#platform/audit/says.ts'
import { verifyAudit } from '#platform/audit/verify.ts'
import { readWitness } from '#platform/audit/witness.ts'
import type { Outcome } from './command.ts'
import { run as help } from './help.ts'
import { complain, say } from './speech.ts'

/** How many findings are told; whoever wants all of them asks for `--json`. */
const most = 50

/** `sugu audit verify`: 0 where everything is as it was sealed, 1 where something is not, each named. */
export const run = async ([word]: readonly string[], options: { json?: boolean }): Promise<Outcome> => {
  if (word !== 'verify') {
    await help(['audit'], {})
    return 2
  }
  const started = performance.now()
  const config = loadConfig()
  const db = await openDatabase({ ...config, poolSize: 2 })
  try {
    const report = await verifyAudit(
      db.owner,
      auditKey(config.secretKey, config.formerKeys),
      readWitness(config.data),
    )
    if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else tell(report, (performance.now() - started) / 1000)
    return report.findings.length > 0 ? 1 : 0
  } finally {
    await db.close()
  }
}

function tell(report: Report, seconds: number): void {
  for (const finding of report.findings.slice(0, most)) tellFinding(finding, report)
  const left = report.findings.length - most
  if (left > 0)
    complain({
      fr: `… et ${left} autres : sugu audit verify --json`,
      en: `… and ${left} more: sugu audit verify --json`,
    })
  say({ fr: summaryFr(report, seconds), en: summaryEn(report, seconds) })
}

const tellFinding = (finding: Finding, { tables }: Report): void => {
  const { fr, en } = sayFinding(finding, tables)
  complain({ fr: `✗ ${fr}`, en: `✗ ${en}` })
}

const summaryFr = (report: Report, seconds: number): string => {
  const { lines, seals, unsealed, erased, cleaned, findings } = report
  const counted = `${lines} lignes sous ${seals} sceaux vérifiées en ${seconds.toFixed(1)} s`
  const rest = `${unsealed} pas encore scellées, ${erased} vidées par un effacement, ${cleaned} nettoyées`
  return findings.length === 0
    ? `✓ Rien n’a été touché : ${counted} (${rest}).`
    : `✗ ${findings.length} constats : ${counted} (${rest}).`
}

const summaryEn = (report: Report, seconds: number): string => {
  const { lines, seals, unsealed, erased, cleaned, findings } = report
  const counted = `${lines} lines under ${seals} seals checked in ${seconds.toFixed(1)} s`
  const rest = `${unsealed} not yet sealed, ${erased} emptied by an erasure, ${cleaned} cleaned away`
  return findings.length === 0
    ? `✓ Nothing was touched: ${counted} (${rest}).`
    : `✗ ${findings.length} findings: ${counted} (${rest}).`
}
