import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accepted, fieldOf, ivoirian, keepsItsPromises, refused } from '../../tests/support/field-promises.ts'
import { richText } from './rich-text.ts'

const field = fieldOf(richText)
const kept = (html: string): string => accepted(richText.parse(field, html))

// Files hold its text alone: only what is nothing but paragraphs comes back out of them as it was.
keepsItsPromises(
  richText,
  fc.tuple(
    fc.constant(field),
    fc
      .array(fc.constantFrom('Bonjour', 'a &amp; b', '&lt;script&gt;', '👩‍👩‍👧 “été”', '1 &lt; 2'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((lines) => lines.map((line) => `<p>${line}</p>`).join('')),
  ),
)

test('what people mark stays, in one way of writing it', () => {
  assert.equal(
    kept(
      '<h1>Lot 1</h1><div>Le <b>gros</b> <i>œuvre</i></div><ul><li><p>murs</p></li><li>toit<ul><li>tuiles</li></ul></li></ul>',
    ),
    '<h2>Lot 1</h2><p>Le <strong>gros</strong> <em>œuvre</em></p><ul><li>murs</li><li>toit<ul><li>tuiles</li></ul></li></ul>',
  )
  assert.equal(
    kept('<a href="https://exemple.ci/?a=1&amp;b=2" onclick="x()" target="_blank">voir</a>'),
    '<p><a href="https://exemple.ci/?a=1&amp;b=2">voir</a></p>',
  )
  assert.equal(
    kept('<a href="mailto:awa@exemple.ci">A</a> <a href="tel:+2250707070707">B</a>').match(/href/g)!.length,
    2,
  )
  assert.equal(kept('simple'), '<p>simple</p>')
})

test('nothing of it is nothing', () => {
  for (const html of ['', '  \n ', '<p', '<script>x</script>', '<img src=x>', '<!-- x --'])
    assert.equal(kept(html), '')
  assert.equal(refused(richText.parse(fieldOf(richText, { max: 10 }), 'bien trop long')), 'text.too_long')
  assert.equal(refused(richText.parse(field, 'a\0')), 'text.nul')
})

test('files hold its lines, search its words', () => {
  const html = kept('<h2>Titre</h2><p>Un <b>mot</b><br>deux</p><ul><li>a</li><li>b &amp; c</li></ul>')
  assert.equal(richText.write(field, html, ivoirian), 'Titre\nUn mot\ndeux\n• a\n• b & c')
  assert.equal(accepted(richText.read(field, 'a <b>\r\n\nb', ivoirian)), '<p>a &lt;b&gt;</p><p></p><p>b</p>')
  assert.equal(richText.searchText!(kept('<p>gros<b>siste</b></p><p>a &lt; b</p>')), ' grossiste  a < b ')
})

const tags = [
  'p',
  'b',
  'i',
  'a',
  'ul',
  'li',
  'ol',
  'h1',
  'pre',
  'code',
  'blockquote',
  'br',
  'div',
  'script',
  'svg',
  'math',
  'style',
  'iframe',
  'form',
  'template',
  'table',
  'td',
  'x-y',
  'P',
  'A',
  'noscript',
  'title',
  'textarea',
]
const attributes = [
  '',
  ' href="https://a.b"',
  ' href=javascript:alert(1)',
  " href='JaVaScRiPt:alert(1)'",
  ' href="java&#10;script:alert(1)"',
  ' href="&#106;avascript:alert(1)"',
  ' onclick=alert(1)',
  ' style="x:expression(alert(1))"',
  ' href="data:text/html,<script>alert(1)</script>"',
  ' href="https://a.b/&quot; onmouseover=&quot;alert(1)"',
  ' src=x onerror=alert(1)',
  ' href="vbscript:x"',
  ' href="//a.b"',
  ' a="',
  " b='",
  ' /',
  ' =',
  ' href',
]
const pieces = fc.oneof(
  fc.tuple(fc.constantFrom(...tags), fc.constantFrom(...attributes)).map(([tag, more]) => `<${tag}${more}>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  fc.constantFrom(
    'text',
    '<',
    '>',
    '&',
    '"',
    "'",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '&lt;',
    '&amp;lt;',
    '&#60;script&#62;',
    '&#x3c;img src=x onerror=alert(1)&#x3e;',
    '\n',
    ' ',
    '&nbsp;',
    '\u2028',
    '\u200b',
    '<svg/onload=alert(1)>',
    '</',
    '<a',
    '&#0;',
    '&#xd800;',
  ),
)

/** All that may be in it, letter by letter. */
const harmless =
  /^(?:[^<>]|<\/?(?:p|br|strong|em|u|s|ul|ol|li|h2|h3|blockquote|code|pre)>|<a href="(?:https?:\/\/|mailto:|tel:)[^\s"'<>`\\]+">|<\/a>)*$/i

test('whatever is sent, nothing but what is allowed is kept, and it is settled', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (some) => {
      const html = kept(some.join(''))
      assert.match(html, harmless)
      assert.equal(kept(html), html)
      balanced(html)
    }),
    { numRuns: 5000 },
  )
})

/** Each element is closed where it was opened, a point stands in a list, and a list holds points alone. */
function balanced(html: string): void {
  const open: string[] = []
  for (const [, end, name] of html.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
    if (name === 'br') continue
    if (end) assert.equal(open.pop(), name, html)
    else {
      const isList = ['ul', 'ol'].includes(open.at(-1) ?? '')
      assert.equal(name === 'li', isList, html)
      open.push(name!)
    }
  }
  assert.deepEqual(open, [], html)
}

test('a mountain of markup is answered at once', () => {
  const began = performance.now()
  for (const unit of [
    '<ul><li>',
    '<a ',
    '<b>',
    '<!--',
    '<',
    '<p title="',
    '</p>',
    '<li><p>',
    '&#1;',
    '<a href="https://a"><b>',
  ])
    richText.parse(field, unit.repeat(200_000 / unit.length))
  assert.ok(performance.now() - began < 3000, `${performance.now() - began} ms`)
})
