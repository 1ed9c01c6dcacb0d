import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface GoOutput {
  readonly stdout: string
  readonly stderr: string
}

/** Runs the go command in a module of its own, which is gone afterwards. */
export function goCommand(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): GoOutput {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-go-'))
  try {
    for (const [path, content] of Object.entries({ 'go.mod': 'module example.com/shop\n', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), content)
    }
    const { stdout, stderr, error } = spawnSync('go', args, {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, GOFLAGS: '-mod=mod', ...env },
    })
    if (error !== undefined) throw error
    return { stdout, stderr }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
