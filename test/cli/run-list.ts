import type { Io } from '../../src/cli/io.ts'
import { list } from '../../src/cli/list.ts'
import { repository } from './run.ts'

export interface ListOutcome {
  readonly out: string
  readonly told: string
}

/** The command in this process: nothing is known of an installed Go unless the environment says so. */
export async function runList(
  args: readonly string[],
  folder: string = repository,
  environment: Io['environment'] = {},
): Promise<ListOutcome> {
  let out = ''
  let told = ''
  const print = (text: string) => {
    out += text
  }
  const tell = (text: string) => {
    told += text
  }
  await list(args, { folder, environment, print, tell, today: '2026-11-21', colour: false, version: '0.0.0' })
  return { out, told }
}
