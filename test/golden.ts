import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect } from 'vitest'

const folder = resolve(import.meta.dirname, 'golden')

/** Compares a text with a committed file below `test/golden`; `npm run golden` rewrites the file instead. */
export function expectGolden(name: string, text: string): void {
  const path = resolve(folder, name)
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    return
  }
  expect(text, `${name} differs; if it should, run npm run golden and read the diff`).toBe(readIfThere(path))
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
