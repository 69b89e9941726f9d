/** As text, and within an attribute in double quotes. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const address = /^(?:https?:\/\/|mailto:|tel:)[^\s"'<>`\\\p{Cc}\p{Cf}]+$/iu

/** An address that leads to a page, a mailbox or a phone; null: any other, as what would run in the page. */
export const safeAddress = (href: string): string | null => {
  const bare = href.trim()
  return bare.length <= 2000 && address.test(bare) ? bare : null
}

const within = /<\/?(?:strong|em|u|s|code|a)(?: [^>]*)?>/g
const anyTag = /<[^>]*>/g

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The words of it, in one line: what search looks into. The same as `site.plain` in SQL. */
export const plainText = (html: string): string => unescaped(html.replace(within, '').replace(anyTag, ' '))

/** The lines of it: what goes into files. */
export const linesOf = (html: string): string => {
  const lines = html
    .replace(/([^>])<[uo]l>/g, '$1\n')
    .replaceAll('<li>', '• ')
    .replace(/<br>|<\/(?:p|h2|h3|li|pre)>/g, '\n')
    .replace(anyTag, '')
  return unescaped(lines.replace(/\n$/, ''))
}

/** Each line a paragraph. */
export const htmlOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('')
