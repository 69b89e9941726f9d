import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { chunks } from './chunks.ts'

/** The oldest browsers that are served; `admin/boot.js` turns the others away with a sentence. */
export const oldest = ['chrome111', 'edge111', 'firefox128', 'safari16.4']

/** `boot.js` goes into the page: it must run before all else, and may cost no round trip. The server tells its digest. */
const inlineBoot: Plugin = {
  name: 'inline-boot',
  transformIndexHtml: {
    order: 'pre',
    handler: (page) => page.replace('<script src="boot.js"></script>', () => `<script>${boot()}</script>`),
  },
}

/** As it is written, without what it says to its readers: no tool makes it newer than it is. */
const boot = (): string =>
  readFileSync(resolve(import.meta.dirname, 'boot.js'), 'utf8')
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s+/gm, '')
    .trim()

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  cacheDir: resolve(import.meta.dirname, '../node_modules/.cache/vite'),
  plugins: [inlineBoot, react(), tailwind()],
  /** The numbering plans of the world are fetched when the first phone is met. */
  resolve: {
    alias: [
      { find: /^libphonenumber-js$/, replacement: resolve(import.meta.dirname, 'fields/phone-book.ts') },
    ],
  },
  build: {
    target: oldest,
    /** The back office, and the page of public forms, which shares nothing with it but the model. */
    rolldownOptions: {
      input: ['index.html', 'form.html'].map((page) => resolve(import.meta.dirname, page)),
      output: { codeSplitting: chunks },
    },
    assetsInlineLimit: 0,
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
  },
})
