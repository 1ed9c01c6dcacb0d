import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { LoadedFile, LoadedFolder, LoadedSide } from '../../src/load/loaded.ts'

/** A folder that is removed after the tests of a file, whatever they left in it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-load-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Writes files by relative path, with the folders they need, and gives their root. */
export function write(root: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(root, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

export function folderOf(side: LoadedSide): LoadedFolder {
  if (side.kind !== 'folder') throw new Error(`a folder was expected: ${JSON.stringify(side)}`)
  return side
}

/** What came of each file: its text, or the code of its refusal in angle brackets. */
export function contents(files: readonly LoadedFile[]): Record<string, string> {
  return Object.fromEntries(files.map((file) => [file.path, contentOf(file)]))
}

export function contentOf(file: LoadedFile): string {
  const content = file.read()
  return content.kind === 'bytes' ? new TextDecoder().decode(content.bytes) : `<${content.reason.code}>`
}
