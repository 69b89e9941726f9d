import type { Result } from './contest.ts'

/** The table of a run, as Markdown that a terminal shows well too. */
export function sayTable(results: readonly Result[]): string {
  const rows = [heading, ...results.map(cells)]
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => pad(cell, widths[i]!, i > 1)).join(' | ')} |`
  const rule = `|${widths.map((size, i) => (i > 1 ? `${'-'.repeat(size + 1)}:` : '-'.repeat(size + 2))).join('|')}|`
  return [line(heading), rule, ...rows.slice(1).map(line), '', ...results.flatMap(remarks)].join('\n')
}

const heading = [
  'case',
  'what',
  'Sugu /s',
  'floor /s',
  'ratio',
  'target',
  '',
  'p50 ms',
  'p99 ms',
  'floor p50',
  'floor p99',
]

function cells({ name, title, ours, theirs, ratio, target, reached, by }: Result): string[] {
  const sign = by === 'rate' ? '≥' : '≤'
  return [
    name,
    title,
    whole(ours.perSecond),
    whole(theirs.perSecond),
    ratio.toFixed(2),
    target === null ? '–' : `${sign} ${target}`,
    target === null ? '' : reached ? '✓' : '✗',
    ...[ours.p50, ours.p99, theirs.p50, theirs.p99].map((ms) => ms.toFixed(2)),
  ]
}

const remarks = ({ name, note, ours, theirs, differences }: Result): string[] => [
  ...(note ? [`${name}: ${note}`] : []),
  ...(ours.errors + theirs.errors > 0
    ? [`${name}: ${ours.errors} errors of Sugu, ${theirs.errors} of the floor`]
    : []),
  ...differences.map((difference) => `${name}: ${difference}`),
]

const whole = (value: number) => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'))
const width = (text: string) => [...text].length
const pad = (text: string, size: number, right: boolean) => {
  const room = ' '.repeat(size - width(text))
  return right ? room + text : text + room
}
