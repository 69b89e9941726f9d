import { registerHooks } from 'node:module'

/**
 * Loaded before Sugu (`node --import`), takes the first wall away: in every statement that the code writes, the
 * comparison with the caller's site is replaced by one that is always true. Sugu itself has no such switch.
 */
const written = 'return { text, values }'
const opened = `return { text: text.replace(/(?:\\\\b\\\\w+\\\\.)?\\\\bsite_id = (?:any \\\\(array\\\\[)?(\\\\$\\\\d+)(?:::int)?(?:\\\\]\\\\))?/g, '$1::int is not null'), values }`

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/server/db/sql.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(written)) throw new Error(`${url} is written otherwise now: this file must follow`)
    return { ...loaded, source: source.replace(written, () => opened.replaceAll('\\\\', '\\')) }
  },
})
