import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { type PprofFiles, pprofTool } from './go-tool.ts'

/** A function as `pprof -list` prints it; `lines` are as printed, without the number columns' padding. */
export interface PprofFunction {
  readonly name: string
  readonly file: string
  readonly flat: string
  readonly cum: string
  readonly lines: readonly PprofLine[]
}

export interface PprofLine {
  readonly flat: string
  readonly cum: string
  readonly line: number
  readonly text: string
}

/** `go tool pprof -list`, run in a folder, with more flags; nothing where no function with a value matches. @throws {Error} with what it says. */
export function pprofList(
  { baseline, profile }: PprofFiles,
  expression: string,
  flags: readonly string[],
  cwd: string,
) {
  const files = [...(baseline === undefined ? [] : ['-diff_base', resolve(baseline)]), resolve(profile)]
  const args = [`-list=${expression}`, ...flags, ...files]
  const { stdout, stderr } = spawnSync(pprofTool ?? '', args, { encoding: 'utf8', maxBuffer: 2 ** 30, cwd })
  if (stdout === '' && !/^no matches found/m.test(stderr)) throw new Error(stderr)
  return stdout
}

const SUMS = /^ *(\S+) +(\S+) (?:\S+ → \S+ )?\(flat, cum\) /
const LINE = /^ *(\S+) +(\S+) +(?:\S+ → \S+ +|\. +)?(\d+):(.*)$/

/** The functions in what pprof prints, or in our text, which has one column more for two profiles. */
export function functionsOf(text: string): readonly PprofFunction[] {
  return text
    .split(/^ROUTINE =+ /m)
    .slice(1)
    .map((routine) => {
      const [head = '', ...rest] = routine.split('\n')
      const at = head.lastIndexOf(' in ')
      const sums = rest.map((line) => SUMS.exec(line)).find((match) => match !== null)
      const lines = rest.flatMap((line) => {
        const [, flat, cum, number, code = ''] = LINE.exec(line) ?? []
        return flat === undefined || cum === undefined ? [] : [{ flat, cum, line: Number(number), text: code }]
      })
      return { name: head.slice(0, at), file: head.slice(at + 4), flat: sums?.[1] ?? '', cum: sums?.[2] ?? '', lines }
    })
}
