import { DEFAULT_POLICY_PATH } from '../policy/paths.ts'
import { ACTION } from './action-name.ts'
import { benchmarkSteps } from './benchmark-steps.ts'
import { expression } from './expression.ts'
import type { Findings } from './findings.ts'
import type { Part } from './part.ts'
import { policyPath } from './policy-path.ts'
import { NO_LOAD, serviceSteps } from './service-steps.ts'

/** What a step needs to know of the workflow around it. */
interface StepWorld {
  readonly hasWorkspace: boolean
  /** Whether there are other parts, so that each needs its target. */
  readonly hasTargets: boolean
  /** Path of the policy, null for the one that counts by itself. */
  readonly policy: string | null
}

/** The workflow for what was found, with the reason for each choice. */
export function workflowText(findings: Findings): string {
  const { parts, branch } = findings
  const jobs = (['benchmarks', 'service'] as const).flatMap((kind) => {
    const ofKind = parts.filter((part) => part.kind === kind)
    return ofKind.length === 0 ? [] : [{ name: ofKind.length === 1 ? kind : PLURAL[kind], kind, parts: ofKind }]
  })
  const hasTargets = parts.length > 1
  return [
    '# Compares the profiles of every pull request with those of the commit that it will be merged onto, and judges the growth by',
    '# the policy in .github. Written by `profile-gate init`; change what does not fit.',
    'name: profile-gate',
    'on:',
    `  # Every run on ${branch.name} stores its profiles: they are what pull requests are compared with.`,
    `  push: { branches: [${quoted(branch.name)}] }`,
    '  # Without a paths filter: where a required workflow does not start, the pull request cannot be merged.',
    '  pull_request:',
    '  # In a merge queue, where there is one, a required check has to run once more.',
    '  merge_group:',
    '  # Stores profiles without a push, for the first time or when the old ones have expired.',
    '  workflow_dispatch:',
    'permissions:',
    '  contents: read # the checkout, and the policy of the base branch',
    '  actions: read # the profiles that earlier runs have stored',
    '  pull-requests: write # the comment',
    'jobs:',
    ...jobs.flatMap(({ name, kind, parts: ofJob }) =>
      jobLines(name, ofJob, { hasTargets, policy: policyInput(findings, kind), ...findings }),
    ),
    ...(hasTargets ? gateLines(jobs.map(({ name }) => name)) : []),
    '',
  ].join('\n')
}

const PLURAL = { benchmarks: 'benchmarks', service: 'services' } as const

function jobLines(name: string, parts: readonly Part[], world: StepWorld): readonly string[] {
  return [
    `  ${name}:`,
    ...(parts.length > 1 ? [...matrixLines(parts), ...environmentLines(parts)] : []),
    '    # An image by its version: both sides of a comparison are to be measured alike.',
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 30',
    '    steps:',
    ...stepsOf(parts, world).map((line) => (line === '' ? '' : `      ${line}`)),
  ]
}

function stepsOf(parts: readonly Part[], world: StepWorld): readonly string[] {
  const benchmarks = parts.filter((part) => part.kind === 'benchmarks')
  const services = parts.filter((part) => part.kind === 'service')
  const [first] = parts
  const hasMatrix = parts.length > 1
  const module = hasMatrix ? expression('matrix.module') : (first?.module.folder ?? '.')
  const versionFile = world.hasWorkspace ? 'go.work' : module === '.' ? 'go.mod' : `${module}/go.mod`
  const isUnknown = !world.hasWorkspace && parts.some((part) => part.module.goVersion === null)
  return [
    '- uses: actions/checkout@v5',
    '  # The code that is measured is not to find a token.',
    '  with: { persist-credentials: false }',
    '- uses: actions/setup-go@v6',
    ...(isUnknown
      ? ['  # A go.mod does not say which Go it takes.', '  with:', '    go-version: stable']
      : ['  with:', `    go-version-file: ${hasMatrix ? versionFile : quoted(versionFile)}`]),
    ...(benchmarks.length > 0 ? benchmarkSteps(benchmarks) : serviceSteps(services)),
    ...(world.hasTargets
      ? ['# Stores the profiles, finds those to compare with, judges. The target keeps the parts apart.']
      : ['# Stores the profiles, finds those to compare with, judges.']),
    `- uses: ${ACTION}`,
    '  with:',
    '    candidate: profiles/',
    ...(world.hasTargets
      ? [`    target: ${hasMatrix ? expression('matrix.target') : quoted(first?.target ?? '')}`]
      : []),
    ...(world.policy === null ? [] : [`    policy: ${world.policy}`]),
  ]
}

function matrixLines(parts: readonly Part[]): readonly string[] {
  return [
    '    strategy:',
    '      # One part that fails does not keep the others from being measured.',
    '      fail-fast: false',
    '      matrix:',
    '        include:',
    ...parts.map((part) => {
      const entries = entriesOf(part).map(([key, value]) => `${key}: ${quoted(value)}`)
      return `          - { ${entries.join(', ')} }`
    }),
  ]
}

/** What the scripts know of their leg: an expression inside of a script would be code. */
function environmentLines([first]: readonly Part[]): readonly string[] {
  const names = first?.kind === 'service' ? ['module', 'package', 'load'] : ['module', 'packages']
  return ['    env:', ...names.map((name) => `      ${name.toUpperCase()}: ${expression(`matrix.${name}`)}`)]
}

function entriesOf(part: Part): readonly (readonly [key: string, value: string])[] {
  const { target, module } = part
  const common = [['target', target] as const, ['module', module.folder] as const]
  if (part.kind === 'benchmarks') return [...common, ['packages', part.packages.map(({ path }) => path).join(' ')]]
  return [...common, ['package', part.path], ['url', part.address.url], ['load', part.load ?? NO_LOAD]]
}

function policyInput({ parts }: Findings, kind: Part['kind']): string | null {
  const path = policyPath(parts, kind)
  return path === DEFAULT_POLICY_PATH ? null : path
}

/** What YAML could take for something else than a text stands in quotes. */
function quoted(value: string): string {
  const isPlain = /^[A-Za-z_][\w./-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)
  return isPlain ? value : JSON.stringify(value)
}

function gateLines(needs: readonly string[]): readonly string[] {
  return [
    '  # The one check to make required (Settings, Rules): it passes if all of the above have.',
    '  gate:',
    '    if: always()',
    `    needs: [${needs.join(', ')}]`,
    '    runs-on: ubuntu-24.04',
    '    timeout-minutes: 5',
    '    permissions: {}',
    '    steps:',
    '      - name: All parts have passed',
    '        env:',
    `          RESULTS: ${expression("join(needs.*.result, ' ')")}`,
    '        run: |',
    '          for result in $RESULTS; do test "$result" = success; done',
  ]
}
