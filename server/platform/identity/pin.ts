import type { Executor } from '#db/executor.ts'
import { ask } from './ask.ts'
import { demandPassword } from './confirm.ts'
import type { Desk, Origin, SignedIn } from './desk.ts'
import { identityError, passwordProblem } from './errors.ts'
import { demandTurn } from './locked.ts'
import { originRow } from './origin.ts'
import { hashPassword, nobodysHash, verifyPassword } from './passwords.ts'
import { type Entered, livesOf, newKeys, signedIn } from './sessions.ts'
import { tokenHash } from './tokens.ts'

/** On a shared phone: who has signed in there comes back by a few figures, until the day of their password ends. */
export interface OnDevice {
  readonly desk: Desk
  readonly from: Origin
  readonly site: number
}

/** Those who may come in by PIN on this device. */
export const peopleOnDevice = ({ db }: Desk, { device }: Origin): Promise<object[] | null> =>
  device ? ask<object[]>(db.site(0), 'device_people', tokenHash(device)) : Promise.resolve([])

/** For the person's own device, with their password. */
export async function setPin(
  { desk, from }: OnDevice,
  person: number,
  input: { readonly password: string; readonly pin: string },
): Promise<void> {
  if (!isSound(input.pin))
    throw identityError('confirm.invalid', {}, { errors: { pin: [passwordProblem('pin.bad')] } })
  await demandPassword(desk, person, input.password, from)
  await writePin(desk, person, from, await hashPassword(input.pin))
}

export const removePin = ({ desk, from }: OnDevice, person: number): Promise<void> =>
  writePin(desk, person, from, null)

async function writePin({ db }: Desk, person: number, from: Origin, hashed: string | null): Promise<void> {
  const device = from.device && tokenHash(from.device)
  if (!device || !(await ask(db.site(0), 'set_pin', person, device, hashed)))
    throw identityError('pin.no_device')
}

/** Neither 1111 nor 1234, nor backwards. */
function isSound(pin: string): boolean {
  if (!/^\d{4,8}$/.test(pin)) return false
  const steps = new Set([...pin].slice(1).map((figure, i) => (Number(figure) - Number(pin[i]) + 10) % 10))
  return !(steps.size === 1 && [0, 1, 9].includes([...steps][0]!))
}

const tries = 5

interface Begun {
  readonly pin: string | null
}

interface Late {
  readonly late: true
}

/** In by PIN; whoever was signed in on that device is out. Absent people and wrong figures get the same answer. */
export async function signInByPin(
  place: OnDevice,
  { user, pin }: { readonly user: number; readonly pin: string },
  held: string | null,
): Promise<SignedIn> {
  await demandTurn(place.desk, place.from)
  const compared = await rightPin(place, user, pin)
  const done = await place.desk.db.transaction(place.site, (tx) =>
    enterByPin(place, tx, user, compared, held),
  )
  if (!done) throw identityError('pin.wrong')
  if ('late' in done) throw identityError('password.stale_pin')
  return done
}

/** What the figures were compared with; each try is counted before. */
async function rightPin({ desk, from, site }: OnDevice, user: number, pin: string): Promise<string> {
  const house = desk.db.site(site)
  if (!from.device) throw identityError('pin.no_device')
  const begun = await ask<Begun>(house, 'begin_pin', user, tokenHash(from.device), tries)
  const matches = await verifyPassword(pin, begun?.pin ?? nobodysHash)
  if (matches && begun?.pin) return begun.pin
  await ask(house, 'fail_pin', user, originRow(from))
  throw identityError('pin.wrong')
}

async function enterByPin(
  { desk, from }: OnDevice,
  tx: Executor,
  user: number,
  compared: string,
  held: string | null,
): Promise<SignedIn | Late | null> {
  const keys = newKeys()
  const entered = await ask<Entered | Late>(
    tx,
    'finish_pin',
    user,
    compared,
    tokenHash(keys.token),
    held === null ? null : tokenHash(held),
    livesOf(desk.limits, from),
    originRow(from, keys.device),
  )
  return entered && !('late' in entered) ? signedIn(tx, entered, keys, from) : entered
}
