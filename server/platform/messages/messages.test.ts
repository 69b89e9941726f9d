import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type Line, openLog } from '#base/log.ts'
import type { MailSetting } from '#base/mail-setting.ts'
import type { SmsSetting } from '#base/sms-setting.ts'
import { sql, statement } from '#db/sql.ts'
import type { HouseJob } from '#engine/job.ts'
import { mailServer } from '../../../tests/support/mail-server.ts'
import { testPlatform } from '../../../tests/support/platform.ts'
import { smsOperators } from '../../../tests/support/sms-operators.ts'
import { installJobs } from '../jobs/install.ts'
import { jobs } from '../jobs/jobs.ts'
import { messageJobs } from './jobs.ts'
import type { Message } from './message.ts'
import { send } from './send.ts'

const { db, site } = await testPlatform()
await installJobs(db)
const data = mkdtempSync(join(tmpdir(), 'sugu-messages-'))
after(() => rmSync(data, { recursive: true, force: true }))

const lines: Line[] = []
const log = openLog('debug', [(line) => lines.push(line)])

const aCode: Message = {
  to: { email: 'awa@exemple.ci' },
  kind: 'verify_email',
  language: 'fr',
  data: { code: '481516' },
}

const by = (port: number, more: Partial<MailSetting> = {}): MailSetting => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: undefined,
  password: undefined,
  from: 'Ma boutique <boutique@exemple.ci>',
  ...more,
})

const newest = async (): Promise<number> => {
  const [answer] = await db.owner.run(statement(sql`select max(id) from store.outbox`))
  return Number(answer!.rows[0]![0])
}
const sending = (mail: MailSetting | undefined, sms?: SmsSetting): HouseJob =>
  messageJobs(db, { data, mail, sms }, log).find(({ name }) => name === 'messages.send') as HouseJob
const sendNewest = async (mail: MailSetting | undefined, job = sending(mail)): Promise<unknown> =>
  job.run({ message: await newest() }, new AbortController().signal)
const outbox = () => readdirSync(join(data, 'outbox'))

test('a message left in a transaction goes out by SMTP soon, plain and as HTML, once', async (t) => {
  const { taken, port } = await mailServer()
  const house = jobs(db, messageJobs(db, { data, mail: by(port), sms: undefined }, log), {
    contextFor: () => assert.fail('no site'),
    sites: () => [site],
  })
  t.after(() => house.stop())
  await house.start()
  await assert.rejects(
    db.transaction(site.id, async (tx) => {
      await send(tx, { ...aCode, data: { code: '000000' } })
      throw new Error('taken back')
    }),
  )
  await db.transaction(site.id, (tx) => send(tx, aCode))
  for (let i = 0; taken.length === 0 && i < 100; i++) await new Promise((next) => setTimeout(next, 50))
  const [mail] = taken
  assert.deepEqual([mail!.from, mail!.to], ['boutique@exemple.ci', ['awa@exemple.ci']])
  const text = mail!.text
  assert.match(text, /^Content-Type: multipart\/alternative/m)
  assert.match(text, /qui vérifie votre adresse/)
  assert.equal(text.match(/481516/g)?.length, 2, 'in both parts')
  assert.match(text, /^Auto-Submitted: auto-generated/m)
  assert.doesNotMatch(text, /000000/)
  await new Promise((next) => setTimeout(next, 800))
  assert.equal(taken.length, 1)
})

test('once it has left, nothing of what it said is kept', async () => {
  const [answer] = await db.owner.run(statement(sql`select count(*) from store.outbox where data <> '{}'`))
  assert.equal(answer!.rows[0]![0], '0')
})

test('a server that asks who comes gets the account; a wrong one is an error, and the message stays', async () => {
  const { taken, port } = await mailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'boutique' && password === 'sésame'
        ? done(null, { user: username })
        : done(new Error('535 no')),
  })
  await db.transaction(site.id, (tx) => send(tx, aCode))
  await assert.rejects(sendNewest(by(port, { user: 'boutique', password: 'faux' })))
  assert.equal(taken.length, 0)
  const job = sending(by(port, { user: 'boutique', password: 'sésame' }))
  await sendNewest(undefined, job)
  await sendNewest(undefined, job)
  assert.equal(taken.length, 1, 'twice asked, once sent')
})

test('an address that the server will never take is given up; one that it refuses for now is not', async () => {
  let code = 550
  const { taken, port } = await mailServer({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode: code })),
  })
  await db.transaction(site.id, (tx) => send(tx, aCode))
  await sendNewest(by(port))
  const [answer] = await db.owner.run(
    statement(sql`select left_by from store.outbox where id = ${await newest()}`),
  )
  assert.equal(answer!.rows[0]![0], 'refused')
  code = 450
  await db.transaction(site.id, (tx) => send(tx, aCode))
  await assert.rejects(sendNewest(by(port)))
  assert.equal(taken.length, 0)
})

test('nothing goes in clear to a server that offers no STARTTLS, and all goes to one that does', async () => {
  const plain = await mailServer()
  await db.transaction(site.id, (tx) => send(tx, aCode))
  await assert.rejects(sendNewest(by(plain.port, { security: 'starttls' })))
  assert.equal(plain.taken.length, 0)

  const { key, cert } = certificate()
  const safe = await mailServer({ disabledCommands: [], key, cert })
  const starttls = by(safe.port, { host: 'localhost', security: 'starttls' })
  await assert.rejects(sendNewest(starttls), 'a certificate that nobody vouches for')
  setDefaultCACertificates([...getCACertificates(), cert])
  await sendNewest(starttls)
  assert.equal(safe.taken.length, 1)
})

function certificate() {
  const files = ['key.pem', 'cert.pem'].map((name) => join(data, name)) as [string, string]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', files[0], '-out', files[1], '-days', '2']
  execFileSync('openssl', ['req', '-x509', ...made, ...subject], { stdio: 'ignore' })
  return { key: readFileSync(files[0], 'utf8'), cert: readFileSync(files[1], 'utf8') }
}

test('without a server a mail lies in the data folder, for its owner alone; the log says so without the code', async () => {
  await db.transaction(site.id, (tx) => send(tx, aCode))
  lines.length = 0
  await sendNewest(undefined)
  const name = outbox().find((file) => file.endsWith('-verify_email.txt'))!
  const text = readFileSync(join(data, 'outbox', name), 'utf8')
  assert.match(text, /^awa@exemple\.ci\nVotre code de vérification – Ma boutique\n/)
  assert.match(text, /^481516$/m)
  assert.equal(statSync(join(data, 'outbox', name)).mode & 0o777, 0o600)
  assert.equal(statSync(join(data, 'outbox')).mode & 0o777, 0o700)
  assert.ok(lines.some(({ message }) => message === 'message.kept'))
  assert.doesNotMatch(JSON.stringify(lines), /481516|awa@/)
})

test('a code for a phone lies there too, whatever mail has', async () => {
  const { taken, port } = await mailServer()
  const to = { phone: '+2250707123456' } as const
  await db.transaction(site.id, (tx) =>
    send(tx, { to, kind: 'verify_phone', language: 'en', data: { code: '230042' } }),
  )
  await sendNewest(by(port))
  const name = outbox().find((file) => file.endsWith('-verify_phone.txt'))!
  assert.equal(
    readFileSync(join(data, 'outbox', name), 'utf8'),
    '+2250707123456\n\nMa boutique: your verification code is 230042 (10 minutes). Give it to nobody.\n',
  )
  assert.equal(taken.length, 0)
})

test('with an SMS service a code for a phone goes out by it; while that is down, it waits', async () => {
  const { orange, taken, instead } = await smsOperators()
  const to = { phone: '+2250707123456' } as const
  const message = { to, kind: 'verify_phone', language: 'fr', data: { code: '230043' } } as const
  await db.transaction(site.id, (tx) => send(tx, message))
  const job = sending(undefined, orange)
  instead.push('silence')
  const before = outbox().length
  await assert.rejects(sendNewest(undefined, job))
  await sendNewest(undefined, job)
  await sendNewest(undefined, job)
  assert.deepEqual(taken, [
    {
      phone: '+2250707123456',
      text: 'Ma boutique : votre code de vérification est 230043 (10 minutes). Ne le donnez à personne.',
      from: 'MaBoutique',
    },
  ])
  assert.equal(outbox().length, before)
})

test('a code that has died on its way is not sent', async () => {
  const { taken, port } = await mailServer()
  await db.transaction(site.id, (tx) => send(tx, aCode))
  await db.owner.run(statement(sql`update store.outbox set late_at = now() - interval '1 second'`))
  await sendNewest(by(port))
  assert.equal(taken.length, 0)
})

test('what a stranger wrote is text, in the HTML and in the headers', async () => {
  const { taken, port } = await mailServer()
  const device = '<script>alert(1)</script>\r\nBcc: tous@exemple.ci'
  const data = { device, address: '203.0.113.7', at: '2026-03-01T09:30:12.345Z' }
  await db.transaction(site.id, (tx) => send(tx, { ...aCode, kind: 'new_device', data }))
  await sendNewest(by(port))
  const text = taken[0]!.text
  assert.match(text, /&lt;script&gt;/)
  assert.match(text, /01\/03\/2026 09:30/)
  assert.deepEqual(taken[0]!.to, ['awa@exemple.ci'])
  assert.doesNotMatch(text.slice(text.indexOf('text/html')), /<script/)
})

test('the application reads no message, nor who gets one', async () => {
  await assert.rejects(
    db.site(site.id).run(statement(sql`select * from store.outbox`)),
    (error: { code?: string }) => error.code === '42501',
  )
})
