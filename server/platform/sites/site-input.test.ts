import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AppError } from '#base/errors.ts'
import { checkSite } from './site-input.ts'

const refused = (input: unknown): Record<string, string> => {
  try {
    checkSite(input)
  } catch (error) {
    const { errors } = error as AppError
    return Object.fromEntries(Object.entries(errors!).map(([name, [first]]) => [name, first!.code]))
  }
  return {}
}

test('a site is completed with what is usual in Côte d’Ivoire', () => {
  assert.deepEqual(checkSite({ slug: 'cocody', name: 'Cocody', hosts: ['Cocody.CI:443', 'cocody.ci'] }), {
    slug: 'cocody',
    name: 'Cocody',
    hosts: ['cocody.ci'],
    country: 'CI',
    currency: 'XOF',
    language: 'fr',
    time_zone: 'Africa/Abidjan',
  })
})

test('each field that is wrong is named', () => {
  assert.deepEqual(refused({ slug: 'Été', hosts: ['https://a.ci'], time_zone: 'Mars/Base', colour: 'red' }), {
    slug: 'site.bad_slug',
    name: 'field.required',
    hosts: 'site.bad_hosts',
    time_zone: 'site.bad_time_zone',
    colour: 'field.unknown',
  })
  assert.deepEqual(Object.keys(refused(null)), ['slug', 'name'])
  assert.deepEqual(refused({ slug: 'a'.repeat(41), name: 'x' }), { slug: 'site.bad_slug' })
  for (const name of ['\ud800', 'x\udc00', 'a\0b', 'a\nb', 'x'.repeat(101)])
    assert.deepEqual(refused({ slug: 'cocody', name }), { name: 'site.no_name' }, JSON.stringify(name))
})
