import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceName } from './alerts.ts'

test('a device is named as people call it', () => {
  const said = {
    'Mozilla/5.0 (Linux; Android 14; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36':
      'Chrome, Android',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1':
      'Safari, iPhone',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0': 'Firefox, Windows',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0': 'Edge, Windows',
    'curl/8.5.0': 'curl/8.5.0',
  }
  for (const [agent, name] of Object.entries(said)) assert.equal(deviceName(agent), name)
  assert.equal(deviceName(null), '—')
})
