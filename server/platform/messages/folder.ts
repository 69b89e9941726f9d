import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mailOf, shortText, type Waiting } from './compose.ts'

/** Where messages lie that nothing can send: for the owner of the data alone, and for a month. */
export const outboxFolder = (data: string): string => join(data, 'outbox')

/** `12-verify_email.txt`; answers the file's name. A second try writes the same file. */
export async function keepInFolder(folder: string, message: Waiting): Promise<string> {
  const { id, kind, email, phone } = message
  const name = `${id}-${kind}.txt`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, name), email === null ? shortMessage(phone, message) : mail(email, message), {
    mode: 0o600,
  })
  return name
}

const shortMessage = (phone: string | null, message: Waiting): string =>
  `${phone ?? ''}\n\n${shortText(message)}\n`

function mail(email: string, message: Waiting): string {
  const { subject, text } = mailOf(message)
  return `${email}\n${subject}\n\n${text}\n`
}

/** Takes away what was kept for somebody who is erased. */
export async function forgetInFolder(folder: string, recipients: readonly string[]): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [recipient] = (await readFile(join(folder, name), 'utf8')).split('\n')
    if (recipients.includes(recipient!)) await rm(join(folder, name), { force: true })
  }
}

export async function cleanFolder(folder: string, keptDays: number): Promise<void> {
  const before = Date.now() - keptDays * 24 * 3600 * 1000
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true })
  }
}
