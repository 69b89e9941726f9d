/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front; so does one that already begins
 * with apostrophes before such a sign, so that taking one away always gives the text back.
 */
const formula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

export const shieldFormula = (text: string): string => (formula.test(text) ? `'${text}` : text)

export const unshieldFormula = (text: string): string =>
  text.charCodeAt(0) === 39 && formula.test(text) ? text.slice(1) : text
