import { inLanguage } from '#model/language.ts'
import type { Context } from '../../context.ts'
import { words } from './words.ts'

/** For strangers: how to sign in, here or from a terminal, and what may be called without. For others: all of it. */
export function docsPage({ site, language }: Context, url: string): string {
  const say = (name: keyof typeof words): string => escaped(inLanguage(words[name], language))
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(site.name)} API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<link rel="stylesheet" href="/api/docs/page.css">
</head>
<body data-ended="${say('ended')}" data-offline="${say('offline')}">
<header>
<h1>${escaped(site.name)} API</h1>
<p>${say('about')} <a href="/api/schema/">${say('schema')}</a></p>
</header>
<section id="stranger">
<h2>${say('signIn')}</h2>
<p>${say('why')}</p>
<noscript><p>${say('noScript')}</p></noscript>
${signInForm(say)}
${passwordForm(say)}
<details>
<summary>${say('terminal')}</summary>
<pre><code>${escaped(terminal(url))}</code></pre>
<p>${say('ticket')}</p>
</details>
</section>
<section id="known" hidden>
<p>${say('signedInAs')} <strong id="name"></strong></p>
<button type="button" id="sign-out">${say('signOut')}</button>
</section>
<main id="api"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/page.js"></script>
</body>
</html>
`
}

type Say = (name: keyof typeof words) => string

const signInForm = (say: Say): string => `<form id="sign-in" method="post" hidden>
<label>${say('login')}<input name="login" autocomplete="username" autocapitalize="none" required></label>
<label>${say('password')}<input name="password" type="password" autocomplete="current-password" required></label>
<button>${say('signIn')}</button>
<p class="problem" role="alert"></p>
</form>`

const passwordForm = (say: Say): string => `<form id="new-password" method="post" hidden>
<p>${say('choose')}</p>
<label>${say('newPassword')}<input name="new_password" type="password" autocomplete="new-password" required></label>
<label>${say('again')}<input name="new_password_confirm" type="password" autocomplete="new-password" required></label>
<button>${say('goOn')}</button>
<p class="problem" role="alert"></p>
</form>`

const terminal = (url: string): string => `curl -s ${url}/api/users/login/ \\
  -H 'content-type: application/json' \\
  -d '{"login": "…", "password": "…"}'
# → {"token": "…", "user": {…}}

curl -s ${url}/api/ -H 'authorization: Bearer …'`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
