import { ACTION } from './action-name.ts'
import { expression } from './expression.ts'
import type { ServicePart } from './part.ts'

/** How long is measured: so long that a leak stands out from a cache that fills, and a CPU profile says something. */
const PLAN = { warmupSeconds: 10, cpuSeconds: 30, snapshots: 10, everySeconds: 5 } as const

/** The load has to last for longer. */
export const LOAD_SECONDS = PLAN.warmupSeconds + PLAN.cpuSeconds + (PLAN.snapshots - 1) * PLAN.everySeconds

/** What stands in the place of a load that nobody has written yet: without one nothing would be measured, and all would pass. */
export const NO_LOAD = 'echo "profile-gate.yml has no load yet: put the command that sends the requests here"; exit 1'

/** The steps that measure services under load, as lines of a list of steps; of several parts by the matrix. */
export function serviceSteps(parts: readonly ServicePart[]): readonly string[] {
  const [first, ...others] = parts
  if (first === undefined) return []
  const isMatrix = others.length > 0
  const module = isMatrix ? '"$MODULE"' : first.module.folder
  const enter = module === '.' ? [] : [`cd ${module}`]
  return [
    '- name: Build and start the service',
    '  shell: bash',
    '  # memprofilerate: a sample for every 4 KiB rather than 512 KiB, for what the default rate cannot see.',
    '  # If it takes flags, a configuration or a database, this is the place.',
    '  run: |',
    ...[
      ...enter,
      `go build -trimpath -o "$RUNNER_TEMP/service" ${isMatrix ? '"$PACKAGE"' : first.path}`,
      'GODEBUG=memprofilerate=4096 "$RUNNER_TEMP/service" > "$RUNNER_TEMP/service.log" 2>&1 &',
    ].map((line) => `    ${line}`),
    '# Waits until the service answers, runs the load, and takes its profiles meanwhile: CPU time, then a series of snapshots of',
    '# the heap and the goroutines, each after a garbage collection. A series tells a leak from a cache that fills.',
    `- uses: ${ACTION}`,
    '  with:',
    '    mode: capture',
    '    candidate: profiles/',
    ...addressLines(first, isMatrix).map((line) => `    ${line}`),
    `    warmup: ${PLAN.warmupSeconds}s`,
    `    seconds: ${PLAN.cpuSeconds}`,
    `    snapshots: ${PLAN.snapshots}`,
    `    every: ${PLAN.everySeconds}s`,
    ...loadLines(parts, enter).map((line) => `    ${line}`),
    '- name: What the service has printed',
    '  if: failure()',
    '  run: cat "$RUNNER_TEMP/service.log"',
  ]
}

function addressLines({ address }: ServicePart, isMatrix: boolean): readonly string[] {
  if (isMatrix) return [`url: ${expression('matrix.url')}`]
  const { url, isSeen, others } = address
  return [...addressNotes(isSeen, others), `url: ${url}`]
}

function addressNotes(isSeen: boolean, others: readonly string[]): readonly string[] {
  if (!isSeen)
    return ['# The usual address, for none stands in the source: where does the service serve /debug/pprof/?']
  return others.length === 0 ? [] : [`# Of the addresses in the source; the others are ${others.join(' ')}.`]
}

function loadLines(parts: readonly ServicePart[], enter: readonly string[]): readonly string[] {
  const [first] = parts
  const isMatrix = parts.length > 1
  const isMissing = parts.some(({ load }) => load === null)
  return [
    ...(isMissing
      ? [
          `# ${isMatrix ? 'What has no load in the matrix fails' : 'This fails'} until you have written one: curl, hey, k6, a program of yours.`,
        ]
      : []),
    '# The load: the same requests in the same time on every commit. It ends by itself, with an error if a request failed, and',
    `# lasts for more than ${LOAD_SECONDS} s: warm-up, CPU profile and snapshots.`,
    'run: |',
    ...enter.map((line) => `  ${line}`),
    isMatrix ? '  bash -eo pipefail -c "$LOAD"' : `  ${first?.load ?? NO_LOAD}`,
  ]
}
