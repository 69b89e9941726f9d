import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of one's own; gone when the process of the test file ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sugu-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
