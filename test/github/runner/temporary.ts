import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

let root: string | undefined
let count = 0

// Registered where the test file imports this: removed after the last of its tests.
afterAll(() => {
  if (root !== undefined) rmSync(root, { recursive: true, force: true })
})

/** A new empty folder. It stays until the tests of the file are over, for a story looks at what its steps left. */
export function temporaryFolder(name: string): string {
  root ??= mkdtempSync(join(tmpdir(), 'profile-gate-runner-'))
  count += 1
  const folder = join(root, `${count}`, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Writes files by path below a folder, with the folders they need. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}
