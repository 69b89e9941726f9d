// What is taken of these is named where the whole of it is fetched: `late-rules.ts`.
/** @public */
export { decide } from '#model/rules.ts'
/** @public */
export { reasons } from '#model/say-rule.ts'
