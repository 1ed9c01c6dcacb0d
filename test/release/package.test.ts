import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { repository } from '../cli/run.ts'

/** What users get who run the command by npx: packed, installed and started by npm itself, without a registry. */

const folder = mkdtempSync(join(tmpdir(), 'profile-gate-package-'))
afterAll(() => rmSync(folder, { recursive: true }))

const isWindows = process.platform === 'win32'

/** Without what an npm around these tests tells its own children, its command and its packages among them. */
const OWN_ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

function npm(command: 'npm' | 'npx', args: readonly string[], cwd: string) {
  return spawnSync(isWindows ? `${command}.cmd` : command, args, {
    ...{ cwd, encoding: 'utf8', shell: isWindows },
    env: {
      ...OWN_ENVIRONMENT,
      npm_config_cache: join(folder, 'cache'),
      npm_config_offline: 'true',
      npm_config_audit: 'false',
      npm_config_update_notifier: 'false',
      SOURCE_DATE_EPOCH: '1795219200',
    },
  })
}

const packed = npm('npm', ['pack', '--json', '--pack-destination', folder], repository)
const [{ filename, files }] = z
  .tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })])
  .parse(JSON.parse(packed.stdout))

const LEAK = ['baseline', 'candidate'].map((side) => join(repository, 'test/fixtures/session-cache', side))

describe('the package', () => {
  it('holds dist and what npm adds by itself, no sources and no tests', () => {
    const dist = readdirSync(join(repository, 'dist')).map((name) => `dist/${name}`)
    expect(files.map(({ path }) => path).sort()).toEqual([...dist, 'LICENSE', 'README.md', 'package.json'].sort())
  })

  it('runs by npx from a packed file, with nothing else to install', () => {
    const elsewhere = join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    const { status, stdout, stderr } = npm(
      'npx',
      ['-y', `file:${join(folder, filename)}`, 'compare', ...LEAK],
      elsewhere,
    )
    expect({ status, stderr }).toMatchObject({ status: 1 })
    expect(stdout).toContain('FAILED: 2 of 8 checks')
  })

  it.skipIf(spawnSync('git', ['--version']).error !== undefined)('runs by npx from a git repository', () => {
    const clone = join(folder, 'clone')
    for (const path of [...files.map(({ path }) => path), 'package-lock.json']) {
      mkdirSync(dirname(join(clone, path)), { recursive: true })
      cpSync(join(repository, path), join(clone, path))
    }
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: clone, stdio: 'ignore' })
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('-c', 'user.name=A. Tester', '-c', 'user.email=tester@example.com', 'commit', '-q', '-m', 'all')
    const address = `git+${pathToFileURL(clone).href}#main`
    const { status, stdout, stderr } = npm('npx', ['-y', address, 'compare', ...LEAK], folder)
    expect({ status, stderr }).toMatchObject({ status: 1 })
    expect(stdout).toContain('FAILED: 2 of 8 checks')
  })
})
