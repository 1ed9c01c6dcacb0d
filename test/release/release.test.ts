import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { repository } from '../cli/run.ts'
import { describeShell, runStep, stepNamed } from '../docs/recipe.ts'

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-release-'))
afterAll(() => rmSync(folder, { recursive: true }))

const CHANGELOG = `# Changelog

## 1.2.0 - 2026-11-21

### Added

- A page.

## 1.1.0 - 2026-10-01

- Older.
`

function notesOf(tag: string, version: string, changelog = CHANGELOG) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }))
  writeFileSync(join(folder, 'CHANGELOG.md'), changelog)
  const script = join(repository, '.github/scripts/release-notes.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, tag], { cwd: folder, encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

describe('the notes of a release', () => {
  it('are those of its version in the changelog', () => {
    expect(notesOf('v1.2.0', '1.2.0')).toEqual({ status: 0, out: '### Added\n\n- A page.\n', err: '' })
    expect(notesOf('v1.1.0', '1.1.0').out).toBe('- Older.\n')
  })

  it.each([
    ['v1.2.0', '1.1.0', CHANGELOG, 'the tag is v1.2.0, but package.json has version 1.1.0'],
    ['1.2.0', '1.2.0', CHANGELOG, 'the tag is 1.2.0, but package.json has version 1.2.0'],
    ['v1.3.0', '1.3.0', CHANGELOG, 'CHANGELOG.md has no section "## 1.3.0 - YYYY-MM-DD"'],
    ['v1.20', '1.20', CHANGELOG, 'CHANGELOG.md has no section "## 1.20 - YYYY-MM-DD"'],
    [
      'v1.3.0',
      '1.3.0',
      '## 1.3.0 - 2026-12-01\n\n## 1.2.0 - 2026-11-21\n\n- B\n',
      'CHANGELOG.md says nothing of 1.3.0',
    ],
  ])('are missed where tag, package and changelog disagree: %s, %s', (tag, version, changelog, message) => {
    expect(notesOf(tag, version, changelog)).toEqual({ status: 1, out: '', err: `${message}\n` })
  })
})

/** A `gh` that writes down what it is asked, and refuses what begins with `refused`. */
function fakeGh(refused: string): {
  readonly env: Readonly<Record<string, string>>
  readonly asked: () => readonly string[]
} {
  const bin = join(folder, `bin-${refused}`)
  const log = join(bin, 'log')
  mkdirSync(bin)
  writeFileSync(join(bin, 'gh'), `#!/bin/sh\necho "$*" >> "${log}"\ncase "$*" in *"${refused}"*) exit 1 ;; esac\n`)
  chmodSync(join(bin, 'gh'), 0o755)
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    GITHUB_REF_NAME: 'v1.2.0',
    GITHUB_REPOSITORY: 'acme/profile-gate',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
  }
  return { env, asked: () => readFileSync(log, 'utf8').trim().split('\n') }
}

describeShell('the major tag', () => {
  const step = stepNamed('release.yml', 'The major tag moves')
  const MOVE =
    'api --method PATCH repos/acme/profile-gate/git/refs/tags/v1 -f sha=0123456789abcdef0123456789abcdef01234567 -F force=true'

  it('moves to the release', () => {
    const { env, asked } = fakeGh('nothing')
    expect(runStep(step, folder, env).code).toBe(0)
    expect(asked()).toEqual([MOVE])
  })

  it('is made by the first release of a major version', () => {
    const { env, asked } = fakeGh('PATCH')
    expect(runStep(step, folder, env).code).toBe(0)
    expect(asked()).toEqual([
      MOVE,
      'api --method POST repos/acme/profile-gate/git/refs -f ref=refs/tags/v1 -f sha=0123456789abcdef0123456789abcdef01234567',
    ])
  })

  it('fails the release where it cannot be moved', () => {
    const { env } = fakeGh('api')
    expect(runStep(step, folder, env).code).toBe(1)
  })
})
