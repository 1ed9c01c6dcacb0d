import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { afterAll, beforeAll, describe } from 'vitest'
import { pprofTool } from './go-tool.ts'

/** Files as bytes, and the flags of each table that is asked for. */
export interface OracleQuestion {
  readonly profile: Uint8Array
  readonly baseline?: Uint8Array
  readonly tables: readonly (readonly string[])[]
}

export type OracleAnswer =
  /** What pprof prints for each table. */
  | { readonly kind: 'tables'; readonly tables: readonly string[] }
  /** It could not read a file. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It read the files, and cannot show them, or cannot subtract them. */
  | { readonly kind: 'no-tables'; readonly why: string }

export type AskOracle = (question: OracleQuestion) => Promise<OracleAnswer>

/**
 * Tests that ask pprof thousands of times: a program made of the pprof of the installed Go answers in one process, by
 * the same code and the same flags as `go tool pprof`. They are skipped by name where there is no Go.
 */
export function describeWithOracle(title: string, tests: (ask: AskOracle) => void): void {
  const root = pprofTool === null ? null : goRoot()
  if (root === null) {
    describe.skip(`${title} (skipped: there is no Go with the source of pprof here)`, () => tests(unreachable))
    return
  }
  describe(title, () => {
    let oracle: Oracle | null = null
    // The first build on a machine compiles much of Go's standard library.
    beforeAll(() => {
      oracle = new Oracle(root)
    }, 600_000)
    afterAll(() => oracle?.close())
    tests((question) => (oracle ?? missing()).ask(question))
  })
}

function missing(): never {
  throw new Error('the oracle is asked outside of a test')
}

async function unreachable(): Promise<OracleAnswer> {
  return missing()
}

/** Null if the sources of pprof are not with it. */
function goRoot(): string | null {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8', cwd: tmpdir() }).trim()
  return existsSync(join(root, 'src/cmd/vendor/github.com/google/pprof/driver/driver.go')) ? root : null
}

class Oracle {
  private readonly folder = mkdtempSync(join(tmpdir(), 'profile-gate-oracle-'))
  private readonly child: ChildProcessByStdio<Writable, Readable, null>
  private readonly waiting: { readonly resolve: (line: string) => void; readonly reject: (why: Error) => void }[] = []

  constructor(root: string) {
    this.child = spawn(this.build(root), { stdio: ['pipe', 'pipe', 'inherit'] })
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.resolve(line))
    this.child.on('exit', (code) => {
      for (const { reject } of this.waiting) reject(new Error(`the oracle has ended with ${code}`))
    })
  }

  async ask({ profile, baseline, tables }: OracleQuestion): Promise<OracleAnswer> {
    const line = await new Promise<string>((resolve, reject) => {
      this.waiting.push({ resolve, reject })
      const files = { profile: base64(profile), ...(baseline === undefined ? {} : { baseline: base64(baseline) }) }
      this.child.stdin.write(`${JSON.stringify({ ...files, tables })}\n`)
    })
    const answer: { tables?: string[]; refused?: string; failed?: string } = JSON.parse(line)
    if (answer.refused !== undefined) return { kind: 'refused', why: answer.refused }
    if (answer.failed !== undefined) return { kind: 'no-tables', why: answer.failed }
    return { kind: 'tables', tables: answer.tables ?? [] }
  }

  close(): void {
    this.child.stdin.end()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Packages below GOROOT's `cmd` may use the pprof that Go ships; an overlay puts ours there for one build. */
  private build(root: string): string {
    const overlay = join(this.folder, 'overlay.json')
    const program = join(this.folder, 'oracle.exe')
    const source = resolve(import.meta.dirname, 'oracle/main.go')
    writeFileSync(overlay, JSON.stringify({ Replace: { [join(root, 'src/cmd/profile-gate-oracle/main.go')]: source } }))
    execFileSync('go', ['build', '-overlay', overlay, '-o', program, 'cmd/profile-gate-oracle'], {
      cwd: this.folder,
      env: { ...process.env, GOFLAGS: '', GOWORK: 'off' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return program
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
