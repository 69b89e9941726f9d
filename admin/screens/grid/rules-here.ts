export { decide } from '#model/rules.ts'
export { reasons } from '#model/say-rule.ts'
