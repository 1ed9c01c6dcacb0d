import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Outcome, runCli } from '../cli/run.ts'

/** Texts of files by their path. */
export type Files = Readonly<Record<string, string>>

/** A repository of a user on which `init` runs. */
export interface Repository {
  readonly folder: string
  /** The text of a file; null where there is none. */
  read(path: string): string | null
  /** Runs `profile-gate init`, in a folder of it where one is named. */
  init(options?: { readonly args?: readonly string[]; readonly from?: string }): Outcome
}

/** Hands a repository with these files to a test, and removes it afterwards. */
export async function inRepository(files: Files, test: (repository: Repository) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-init-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    await test({
      folder,
      read: (path) => readIfThere(join(folder, path)),
      init: ({ args = [], from = '.' } = {}) => runCli(['init', ...args], {}, join(folder, from)),
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

export const POLICY = '.github/profile-gate.yml'
export const SERVICE_POLICY = '.github/profile-gate-service.yml'
export const WORKFLOW = '.github/workflows/profile-gate.yml'

export const goMod = (path: string) => `module ${path}\n\ngo 1.22\n`

export const benchmark = (name: string) =>
  `package store\n\nimport "testing"\n\nfunc Benchmark${name}(b *testing.B) {}\n`

/** A service that serves its profiles on an address. */
export const service = (address: string) =>
  [
    'package main',
    'import (',
    '\t"net/http"',
    '\t_ "net/http/pprof"',
    ')',
    `func main() { http.ListenAndServe(${address}, nil) }`,
    '',
  ].join('\n')

/** The least of a clone whose remote has that default branch. */
export const clone = (branch: string): Files => ({
  '.git/HEAD': 'ref: refs/heads/some-change\n',
  '.git/refs/remotes/origin/HEAD': `ref: refs/remotes/origin/${branch}\n`,
})
