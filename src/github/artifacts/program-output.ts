import { execFile } from 'node:child_process'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Program {
  readonly file: string
  readonly args: readonly string[]
  /** Where it starts. Windows looks for programs there first, so it is no folder that a pull request fills. */
  readonly folder: string
  /** Of the step: the program gets what of it {@link PASSED_ON} names. */
  readonly environment: Environment
  /** For this program, in addition. */
  readonly settings: Readonly<Record<string, string>>
  readonly limitMs: number
  /** Longest text. Default: 64 KiB. */
  readonly limitBytes?: number
}

const OUTPUT_BYTES = 64 * 1024

/**
 * What programs need to find themselves and their files. Nothing else is passed on: the environment of a step holds its
 * inputs and the tokens of the job, and a step before may have put another program in the place of this one.
 */
const PASSED_ON: ReadonlySet<string> = new Set([
  ...['PATH', 'PATHEXT', 'HOME', 'USER', 'LOGNAME', 'LANG', 'LC_ALL', 'TMPDIR', 'TMP', 'TEMP'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'USERPROFILE', 'LOCALAPPDATA', 'APPDATA', 'PROGRAMFILES'],
  ...['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'LD_LIBRARY_PATH', 'GIT_EXEC_PATH'],
  ...['GOROOT', 'GOPATH', 'GOENV', 'GOOS', 'GOARCH', 'GOEXPERIMENT', 'GOCACHE'],
])

/** What a program prints; null if there is none, it fails, prints too much or takes too long. */
export function programOutput(program: Program): Promise<string | null> {
  const { file, args, folder, environment, settings, limitMs, limitBytes = OUTPUT_BYTES } = program
  const options = {
    cwd: folder,
    env: { ...passedOn(environment), ...settings },
    timeout: limitMs,
    killSignal: 'SIGKILL' as const,
    maxBuffer: limitBytes,
    windowsHide: true,
  }
  return new Promise((resolve) => {
    execFile(file, args, options, (error, stdout) => resolve(error === null ? stdout : null))
  })
}

/** Windows does not tell capitals from small letters. */
function passedOn(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED_ON.has(name.toUpperCase())))
}
