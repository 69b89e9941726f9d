import { folded } from './fold.ts'
import { silent, spelt } from './fold-letters.ts'

/**
 * The migration that makes `site.fold(text)`, of the same table. The letters of every day go by `replace`, quick
 * and blind; `translate` goes through its whole list for every character: hence a list per script, asked only
 * where there is need, with what is frequent in front.
 */
export function foldSql(): string {
  return `-- Made from model/fold-letters.ts by foldSql() in model/fold.ts; a test compares the two.
-- What it folds lies in stored columns: a change is a new migration, which folds them again.
create schema if not exists site;

create function site.fold(text) returns text language plpgsql immutable strict parallel safe as $fold$
declare t text := lower($1 collate "C");
begin
  if octet_length(t) = length(t) then return t; end if;
${everyDay.map(replaceEach).join('\n')}
  t := regexp_replace(t collate "C", '[${charClass(silent)}]', '', 'g');
${scripts.map(translateScript).join('\n')}
${Object.entries(spelt).map(spellOut).join('\n')}
  return t;
end $fold$;
`
}

/** Of French; then of the languages of Mali, Togo, Bénin, and capitals. */
const everyDay = ['éèàêçôîâûùïë’œÉ\u00a0\u202f', 'ɛɔŋɲɖƐƆÈÀÊÇÔÎ«»–']

interface Script {
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly often: string
}
const ascii26 = "eaisntrulodpmc vfgbhqxj'kyw0123456789-.,;/()"
const greek: Script = {
  ranges: [
    [0x370, 0x3ff],
    [0x1f00, 0x1fff],
    [0x2126, 0x2126],
  ],
  often: 'αοιετσνηυρπκμλωδγχθφβξζψ ',
}
const cyrillic: Script = { ranges: [[0x400, 0x52f]], often: 'оеаинтсрвлкмдпуяыьгзбчхжшюцщэфъ ' }
const fromRight: Script = {
  ranges: [
    [0x600, 0x6ff],
    [0x1e900, 0x1e943],
  ],
  often: 'اليمونرتبةعدسفهكقحجشطصخضذثزغظء ',
}
const latin: Script = {
  ranges: [
    [0x80, 0x36f],
    [0x387, 0x387],
    [0x1680, 0x1680],
    [0x1d00, 0x1eff],
    [0x2000, 0x2bff],
    [0x2c60, 0x2c7f],
    [0x3000, 0x3000],
    [0xa720, 0xabff],
    [0xfb00, 0xffef],
  ],
  often: ascii26,
}
const scripts = [latin, greek, cyrillic, fromRight]

const within = ({ ranges }: Script, letter: string): boolean =>
  ranges.some(([from, to]) => letter.codePointAt(0)! >= from && letter.codePointAt(0)! <= to)

function translateScript(script: Script): string {
  const own = [...folded.keys()].filter((letter) => within(script, letter) && folded.get(letter) !== '')
  return `  if t collate "C" ~ '[${charClass(script.ranges)}]' then
    t := ${translate(script.often + own.join(''))};
  end if;`
}

const replaceEach = (letters: string): string =>
  `  t := ${[...letters].reduce((inner, letter) => `replace(${inner}, ${quoted(letter)}, ${quoted(folded.get(letter)!)})`, 't')};
  if octet_length(t) = length(t) then return t; end if;`

const translate = (letters: string): string =>
  `translate(t,\n${literal(letters)},\n${literal([...letters].map(oneLetter).join(''))})`

/** What `translate` can make of it; those that are spelt out become the first of their kind. */
function oneLetter(letter: string): string {
  const to = folded.get(letter) ?? letter
  return spelt[to]?.includes(letter) ? spelt[to][0]! : to
}

const spellOut = ([to, from]: [string, string]): string => `  t := replace(t, '${from[0]}', '${to}');`

const charClass = (ranges: Script['ranges']): string =>
  ranges.map(([from, to]) => `${escaped(from)}-${escaped(to)}`).join('')
const escaped = (code: number): string => `\\U${code.toString(16).padStart(8, '0')}`

/** In lines: literals that follow each other on lines of their own are one, says SQL. */
function literal(text: string): string {
  const lines = text.match(/.{1,90}/gsu) ?? ['']
  return lines.map((line, i) => `    ${i === 0 ? 'U&' : ''}${bare(line)}`).join('\n')
}

const quoted = (text: string): string => (bare(text).includes('\\') ? `U&${bare(text)}` : bare(text))
const bare = (text: string): string => `'${text.replace(unseen, hexed).replaceAll("'", "''")}'`
const unseen = /[^\S ]|[ʹʻʼ\u02b9\u037e\u0387\u1fef]/g
const hexed = (letter: string): string => `\\${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
