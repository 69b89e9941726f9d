import { dictionary, wordsIn } from '../../lib/words.ts'

const words = dictionary({
  unknown: ['Appareil inconnu', 'Unknown device'],
  on: (browser: string, system: string) => [`${browser} sur ${system}`, `${browser} on ${system}`],
})

/** The more particular names come first: each also says the names of those it descends from. */
const browsers: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
  [/curl/, 'curl'],
]

const systems: readonly [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const first = (all: readonly [RegExp, string][], agent: string): string | undefined =>
  all.find(([sign]) => sign.test(agent))?.[1]

/** « Chrome sur Android », as far as a browser tells of itself. */
export function deviceName(agent: string | null): string {
  const w = wordsIn(words)
  const browser = agent ? first(browsers, agent) : undefined
  const system = agent ? first(systems, agent) : undefined
  if (browser && system) return w.on(browser, system)
  return browser ?? system ?? w.unknown
}
