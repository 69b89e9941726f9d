import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Read when it is first asked for: most commands never do. */
let listed: ReadonlySet<string> | undefined

function common(): ReadonlySet<string> {
  const lines = () => readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8').split('\n')
  listed ??= new Set(lines().filter((line) => line !== '' && !line.startsWith('#')))
  return listed
}

/**
 * One that stands in the lists of breaches, or one of their words with figures around it (« Soleil2026! »), written
 * twice, or with the usual signs in place of letters.
 */
export function isCommon(password: string): boolean {
  const plain = folded(password)
  return [plain, withLetters(plain)].some((one) => isListed(one) || isListed(unitOf(one)))
}

const mostAround = 6

function isListed(plain: string): boolean {
  if (common().has(plain)) return true
  const word = plain.replace(/^[^a-z]+|[^a-z]+$/g, '')
  return word.length >= 4 && plain.length - word.length <= mostAround && common().has(word)
}

/** « bonjourbonjour » is « bonjour ». */
const unitOf = (plain: string): string => /^(.{3,}?)\1+$/.exec(plain)?.[1] ?? plain

/** Without capitals, accents and spaces. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{Mn}\s]/gu, '')
    .toLowerCase()

const signs: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '€': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  '5': 's',
  $: 's',
  '7': 't',
}

const withLetters = (plain: string): string => plain.replace(/[@43€1!05$7]/g, (sign) => signs[sign]!)
