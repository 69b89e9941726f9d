// Stands in the page itself, before all else, in words that every browser of the last fifteen years understands.
// 1. Turns away browsers that could not show the rest. 2. Paints the right theme at once. 3. Asks for what this page
// asked for last time, while the rest is still on its way: `lib/early.ts` picks the answers up.
;(function () {
  var root = document.documentElement
  var read = function (name) {
    try {
      return JSON.parse(localStorage.getItem(name))
    } catch (_) {
      return null
    }
  }
  var canShow =
    'CSSPropertyRule' in window &&
    'isWellFormed' in String.prototype &&
    CSS.supports('color', 'color-mix(in oklab, red, blue)')
  if (!canShow) {
    root.setAttribute('data-old', '')
    document.addEventListener('DOMContentLoaded', function () {
      var say = document.createElement('p')
      say.setAttribute('role', 'alert')
      say.textContent =
        'Votre navigateur est trop ancien pour afficher Sugu. Mettez-le à jour, ou installez Chrome ou Edge 111, Firefox 128, Safari 16.4 ou plus récent. — Your browser is too old to show Sugu: update it.'
      document.body.insertBefore(say, document.body.firstChild)
    })
    return
  }

  var theme = read('sugu.theme')
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-theme', dark ? 'sugu-dark' : 'sugu')
  var language = read('sugu.language') || (/^en/i.test(navigator.language) ? 'en' : 'fr')
  root.lang = language

  var first = read('sugu.first')
  var asked = (first && first[location.pathname]) || guess(location.pathname)
  var site = read('sugu.site')
  var headers = { accept: 'application/json', 'accept-language': language }
  if (site) headers['x-site'] = site
  var early = { site: site, language: language, answers: {} }
  asked.slice(0, 6).forEach(function (path) {
    if (String(path).indexOf('/api/') !== 0) return
    early.answers[path] = fetch(path, { headers: headers, credentials: 'same-origin' })
    early.answers[path].catch(function () {})
  })
  window.early = early

  // Nobody was here yet: what such a page is sure to ask, and the files of the list, which the page names.
  function guess(path) {
    var table = /^\/admin\/tables\/(\w+)$/.exec(path)
    if (table) fetchList()
    if (/^\/admin\/(connexion|formulaire)/.test(path)) return []
    return table ? ['/api/here/', '/api/meta/tables/' + table[1] + '/'] : ['/api/here/']
  }
  function fetchList() {
    var named = document.querySelector('meta[name="list"]')
    var files = named ? named.content.split(' ') : []
    files.forEach(function (file) {
      var link = document.createElement('link')
      link.rel = 'modulepreload'
      link.href = file
      document.head.appendChild(link)
    })
  }
})()
