import { cpus } from 'node:os'
import { captureService } from '../capture/capture-service.ts'
import { renderCaptured } from '../capture/captured-table.ts'
import type { LoadCommand } from '../capture/load-command.ts'
import { stopSignals } from '../capture/stop-signals.ts'
import { measuredCommit } from './artifacts/measured-commit.ts'
import type { CaptureInputs } from './capture-inputs.ts'
import type { Inputs } from './inputs.ts'
import type { Log } from './log.ts'
import type { Run } from './run.ts'

export interface CaptureStepWorld {
  readonly run: Run
  readonly inputs: Pick<Inputs, 'candidateSha' | 'token'>
  readonly log: Log
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * Takes the profiles of a running service and writes them into `candidate`, for the gate step after this one.
 * @throws {CaptureError}
 */
export async function runCapture(world: CaptureStepWorld, inputs: CaptureInputs): Promise<void> {
  const { run, log, environment } = world
  const { run: script, ...plan } = inputs
  const surroundings = { ...run, environment, cpus: cpus() }
  const { signal, release } = stopSignals()
  const output = wholeLines(log.info)
  try {
    const captured = await captureService(
      { ...plan, load: script === null ? null : loadOf(script) },
      {
        folder: run.workspace,
        environment: withoutSecrets(environment),
        tell: log.info,
        onLoadOutput: output.add,
        signal,
        commit: async () => world.inputs.candidateSha ?? (await measuredCommit(surroundings)),
      },
    )
    output.end()
    log.info(renderCaptured(captured, 'text').trimEnd())
  } finally {
    output.end()
    release()
  }
}

/** As the runner runs the script of a step with `shell: bash`. */
function loadOf(script: string): LoadCommand {
  const options = ['--noprofile', '--norc', '-eo', 'pipefail', '-c']
  return { file: 'bash', args: [...options, script], shown: script.split('\n')[0] ?? '' }
}

/** The script is code of the pull request: a step with `run:` would have no token and no inputs either. */
function withoutSecrets(environment: CaptureStepWorld['environment']): CaptureStepWorld['environment'] {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(INPUT_|ACTIONS_)/i.test(name)))
}

/** Programs print in pieces; the log takes lines. */
function wholeLines(say: (line: string) => void) {
  let rest = ''
  return {
    add: (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) say(line)
    },
    end: () => {
      if (rest !== '') say(rest)
      rest = ''
    },
  }
}
