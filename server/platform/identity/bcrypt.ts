import { hash } from 'node:crypto'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { compareSync } from 'bcryptjs'

/**
 * As Django's `bcrypt_sha256` does it: over the hexadecimal of the SHA-256. In a thread of its own, since it takes a
 * third of a second of JavaScript; each such password is hashed anew when it is first used here.
 */
export function bcryptSha256Matches(password: string, stored: string): Promise<boolean> {
  const digest = hash('sha256', password, 'hex')
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { digest, stored } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (!isMainThread && workerData?.digest !== undefined) {
  const { digest, stored } = workerData as { digest: string; stored: string }
  parentPort!.postMessage(compareSync(digest, stored))
}
