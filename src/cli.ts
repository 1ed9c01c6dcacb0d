#!/usr/bin/env node
import { InputError, messageFor, UsageError, whyNot } from './cli/errors.ts'
import type { Command, ExitCode, Io } from './cli/io.ts'

/** Filled in by the bundler. */
declare const __VERSION__: string | undefined

const version = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source'

/** Every command and where its code is; it is loaded when it is called. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  compare: async () => (await import('./cli/compare.ts')).compare,
  diff: async () => (await import('./cli/diff.ts')).diff,
  top: async () => (await import('./cli/top.ts')).top,
  list: async () => (await import('./cli/list.ts')).list,
  capture: async () => (await import('./cli/capture.ts')).capture,
  policy: async () => (await import('./cli/policy.ts')).policy,
  init: async () => (await import('./cli/init.ts')).init,
}

const HELP = `profile-gate ${version}: compares profiles, says what grew and whether it is noise

  profile-gate compare BASELINE CANDIDATE [--policy FILE] [--target NAME] [--json FILE] [--markdown FILE]
                       [--html FILE]
  profile-gate diff    BASELINE CANDIDATE [--metric NAME] [--of GROUP] [--by flat|cum|own] [--top N] [--focus RE] [--ignore RE]
                       [--tag-focus RE] [--no-inlines] [--trim-path P] [--source-path P] [--html FILE]
  profile-gate top     PROFILE            [the same]
  profile-gate list    FUNCTION-RE PROFILE [CANDIDATE]   [the same but for --of, --by, --top and --html]
  profile-gate capture URL --out DIR [--wait 30s] [--warmup 0s] [--seconds 30] [--snapshots N --every 30s] [-- COMMAND…]
  profile-gate policy  check [FILE] | schema | explain BASELINE CANDIDATE [--policy FILE] [--target NAME]
  profile-gate init                       writes a policy and a workflow that fit this repository

Every command takes --format text|json|markdown. BASELINE, CANDIDATE and PROFILE are a file, a folder or a zip of profiles.
URL is that of a running Go service with net/http/pprof; COMMAND is the load that keeps it busy meanwhile.
GROUP is total, function, package, file, line, creator, state, benchmark or label:KEY.
Exit codes: 0 passed, 1 a limit is exceeded, 2 could not decide or wrong usage.
`

async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.print(HELP)
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    io.print(`${version}\n`)
    return 0
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) throw new UsageError(`no command ${name}; there are ${Object.keys(COMMANDS).join(', ')}`)
  if (rest[0] === '--help' || rest[0] === '-h') {
    io.print(HELP)
    return 0
  }
  return (await load())(rest, io)
}

function today(): string {
  // SOURCE_DATE_EPOCH makes output reproducible: reproducible-builds.org/specs/source-date-epoch.
  const epoch = process.env['SOURCE_DATE_EPOCH']
  const date = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date()
  return date.toISOString().slice(0, 10)
}

/** no-color.org, and FORCE_COLOR as Node reads it. */
function wantsColour(): boolean {
  if (process.env['NO_COLOR']) return false
  const forced = process.env['FORCE_COLOR']
  if (forced !== undefined) return forced !== '0' && forced !== 'false'
  return process.stdout.isTTY === true && process.env['TERM'] !== 'dumb'
}

/** A bug, or a standard output that takes no more, ends with 2: 1 would say that a limit is exceeded. */
function fail(error: unknown): void {
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`profile-gate: ${messageFor(error) ?? `internal error, please report it: ${bug}`}\n`)
  process.exitCode = 2
}

process.on('uncaughtException', fail)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early (`| head`) wants no more; that is no error.
  if (error.code !== 'EPIPE') fail(new InputError(`the result could not be printed: ${whyNot(error)}`))
})

const io = (): Io => ({
  folder: process.cwd(),
  environment: process.env,
  print: (text) => void process.stdout.write(text),
  tell: (text) => void process.stderr.write(text),
  today: today(),
  colour: wantsColour(),
  isWatched: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
  version,
})

async function run(): Promise<void> {
  try {
    const code = await main(process.argv.slice(2), io())
    // What went wrong meanwhile, a full disk say, outdoes the verdict.
    process.exitCode ??= code
  } catch (error) {
    fail(error)
  }
}

run()
