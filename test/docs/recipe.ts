import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { pprofTool } from '../support/go-tool.ts'
import { documentedWorkflows, publishedWorkflows, type WorkflowText } from './documents.ts'
import { type Step, stepsOf } from './steps.ts'

const NEEDED = ['bash', 'git', 'curl']

/** Of the runners' image: Linux, or a system like it. */
const isLikeRunner =
  process.platform !== 'win32' && NEEDED.every((name) => spawnSync(name, ['--version']).error === undefined)

/** Tests that run what the documents tell users to run; the title says why where they are skipped. */
export function describeRecipe(title: string, tests: () => void): void {
  if (pprofTool === null) describe.skip(`${title} (skipped: there is no Go here)`, tests)
  else describeShell(title, tests)
}

/** The same for scripts that need no Go. */
export function describeShell(title: string, tests: () => void): void {
  if (isLikeRunner) describe(title, tests)
  else describe.skip(`${title} (skipped: it takes ${NEEDED.join(', ')})`, tests)
}

/** The one step of that name in the workflows of a document, or in one of this repository. */
export function stepNamed(place: string, name: string, env: Readonly<Record<string, string>> = {}): Step {
  const isThere = (workflow: WorkflowText) => workflow.name === place || workflow.name.startsWith(`${place}:`)
  const steps = [...publishedWorkflows, ...documentedWorkflows]
    .filter(isThere)
    .flatMap(stepsOf)
    .filter((step) => step.name === name && Object.keys(env).every((key) => step.run?.includes(`$${key}`)))
  const [step, ...more] = steps
  if (step === undefined || more.length > 0) throw new Error(`${steps.length} steps ${name} in ${place}`)
  return step
}

export interface ScriptRun {
  readonly code: number | null
  readonly text: string
}

/** Runs the script of a step as GitHub's runner does: `bash -e`, with `-o pipefail` where the step says `shell: bash`. */
export function runStep({ run = '', shell }: Step, cwd: string, env: Readonly<Record<string, string>> = {}): ScriptRun {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-step-'))
  try {
    const script = join(folder, 'step.sh')
    writeFileSync(script, run)
    const options = shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e']
    const { status, stdout, stderr } = spawnSync('bash', [...options, script], {
      ...{ cwd, encoding: 'utf8', timeout: 300_000 },
      env: { ...ENVIRONMENT, ...env },
    })
    return { code: status, text: `${stdout}${stderr}` }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Nothing of whoever runs the tests but where programs are and where Go keeps what it has built. */
const ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries([
  ...['PATH', 'HOME', 'GOCACHE', 'GOROOT', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value]]
  }),
  ...[
    ['GOTOOLCHAIN', 'local'],
    ['GOWORK', 'off'],
    ['GIT_CONFIG_GLOBAL', '/dev/null'],
    ['GIT_CONFIG_NOSYSTEM', '1'],
    ...['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'A. Tester'],
      [`GIT_${who}_EMAIL`, 'tester@example.com'],
    ]),
  ],
])
