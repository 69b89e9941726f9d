import { resolve } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The oldest browsers that are served; `admin/boot.js` turns the others away with a sentence. */
export const oldest = ['chrome111', 'edge111', 'firefox128', 'safari16.4']

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  cacheDir: resolve(import.meta.dirname, '../node_modules/.cache/vite'),
  plugins: [react(), tailwind()],
  /** The numbering plans of the world are fetched when the first phone is met. */
  resolve: {
    alias: [{ find: /^libphonenumber-js$/, replacement: resolve(import.meta.dirname, 'fields/phone-book.ts') }],
  },
  build: {
    target: oldest,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
  },
})
