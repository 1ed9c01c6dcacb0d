/** What a command needs of the world; `cli.ts` gives it the process, tests give it texts. */
export interface Io {
  /** Where the process runs: relative paths start here, and the user's modules are looked for. */
  readonly folder: string
  /** Variables that say where tools and their files are. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Result of the command. */
  readonly print: (text: string) => void
  /** Messages and progress. */
  readonly tell: (text: string) => void
  /** Day in UTC, `YYYY-MM-DD`. */
  readonly today: string
  /** Whether escape codes for colour may be printed. */
  readonly colour: boolean
  /** Whether messages go to a terminal, so that progress may be written over. */
  readonly isWatched?: boolean
  readonly version: string
}

/** Exit code of a command: 0 done or passed, 1 a limit is exceeded, 2 wrong usage or not decidable. */
export type ExitCode = 0 | 1 | 2

/** One command: its words after the name, and the world. */
export type Command = (args: readonly string[], io: Io) => ExitCode | Promise<ExitCode>
