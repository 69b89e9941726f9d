import type { Text } from '#model/language.ts'
import type { Finding, Report } from './findings.ts'

/** A finding in words: which line, of what, and what happened to it. */
export const sayFinding = (finding: Finding, tables: Report['tables']): Text =>
  'name' in finding ? sayLine(finding, tables) : saySeal[finding.what](finding.seal)

type LineFinding = Extract<Finding, { name: string }>
type SealFinding = Exclude<Finding, LineFinding>

const deeds: Readonly<Record<LineFinding['what'], Text>> = {
  edited: { fr: 'a été modifiée', en: 'was edited' },
  deleted: { fr: 'a été supprimée', en: 'was deleted' },
  added: { fr: 'a été ajoutée après coup', en: 'was slipped in afterwards' },
  emptied: {
    fr: 'a été vidée sans que personne n’ait été effacé',
    en: 'was emptied though nobody was erased',
  },
}

function sayLine(finding: LineFinding, tables: Report['tables']): Text {
  const { what, seq, at } = finding
  const named = nameOf(finding, tables)
  return {
    fr: `La ligne ${seq} ${named.fr}${at ? `, écrite le ${at},` : ''} ${deeds[what].fr}.`,
    en: `Line ${seq} ${named.en}${at ? `, written at ${at},` : ''} ${deeds[what].en}.`,
  }
}

function nameOf({ source, name }: LineFinding, tables: Report['tables']): Text {
  if (source === 'audit')
    return { fr: `du journal des accès (${name})`, en: `of the log of accesses (${name})` }
  const [site, table, row, version] = name.split('/')
  const slug = tables[table!] ?? `n° ${table}`
  return {
    fr: `du journal des écritures (table ${slug}, ligne ${row}, version ${version}, site ${site})`,
    en: `of the log of writes (table ${slug}, row ${row}, version ${version}, site ${site})`,
  }
}

const saySeal: Readonly<Record<SealFinding['what'], (n: number) => Text>> = {
  'seal.edited': (n) => ({
    fr: `Le sceau ${n} a été modifié : il ne répond plus des lignes qu’il couvre.`,
    en: `Seal ${n} was edited: it no longer vouches for the lines under it.`,
  }),
  'seal.unsigned': (n) => ({
    fr: `La signature du sceau ${n} est fausse : quelqu’un l’a refait sans la clé.`,
    en: `The signature of seal ${n} is wrong: somebody made it anew without the key.`,
  }),
  'seal.foreign': (n) => ({
    fr: `Le sceau ${n} est signé d’une autre clé : donnez la SECRET_KEY d’alors dans SECRET_KEY_FALLBACKS.`,
    en: `Seal ${n} is signed with another key: give the SECRET_KEY of that time in SECRET_KEY_FALLBACKS.`,
  }),
  'seal.missing': (n) => ({
    fr: `Il manque un sceau avant le sceau ${n} : des lignes ont pu disparaître avec lui.`,
    en: `A seal is missing before seal ${n}: lines may have gone with it.`,
  }),
  checkpoint: (n) => ({
    fr: `La marque du dernier nettoyage (sceau ${n}) n’est pas de Sugu : des lignes ont pu être supprimées sous elle.`,
    en: `The mark of the last cleaning (seal ${n}) is not Sugu’s: lines may have been deleted under it.`,
  }),
  'end.missing': (n) => ({
    fr: `Cette machine a vu le sceau ${n}, qui n’est plus là : la fin du journal a été coupée, ou la base vient d’une sauvegarde plus ancienne. Si vous l’avez restaurée vous-même, supprimez audit-head.json du dossier des données.`,
    en: `This machine saw seal ${n}, which is gone: the end of the log was cut off, or the database comes out of an older backup. If you restored it yourself, delete audit-head.json from the data folder.`,
  }),
}
