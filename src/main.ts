import { readFileSync } from 'node:fs'
import * as core from '@actions/core'
import { readEvent } from './github/event.ts'
import { readInputs, refuseUnknownInputs } from './github/inputs.ts'
import { createLog } from './github/log.ts'
import { readRun } from './github/run.ts'

/** Filled in by the bundler. */
declare const __VERSION__: string | undefined

const version = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0-source'

async function main(): Promise<number> {
  const run = readRun(process.env, new Date().toISOString())
  refuseUnknownInputs(process.env)
  const inputs = readInputs((name) => core.getInput(name), { workflowFile: run.workflowFile })
  core.setSecret(inputs.token)
  const event = readEvent(run, JSON.parse(readFileSync(run.eventPath, 'utf8')))
  const { runAction } = await import('./github/action.ts')
  return runAction({
    ...{ run, inputs, event, version },
    log: createLog((text) => void process.stdout.write(text)),
    environment: process.env,
    connect: async (limitMs) => {
      const { connect } = await import('./github/api/octokit.ts')
      return connect({ token: inputs.token, repository: run.repository, version, limitMs })
    },
    openArtifacts: async () => {
      const { openArtifacts } = await import('./github/artifacts/client.ts')
      return openArtifacts({ token: inputs.token, repository: run.repository, serverUrl: run.serverUrl })
    },
    publisher: {
      output: (name, value) => core.setOutput(name, value),
      // Of a step's own file: what it has written before is outdated.
      summary: async (markdown) => void (await core.summary.addRaw(markdown, true).write({ overwrite: true })),
    },
  })
}

/** Errors whose message says all there is to say. */
const TOLD = ['UsageError', 'CaptureError']

/** Wrong usage, what could not be captured, and bugs end with 2, as on the command line; 1 would say that a limit is exceeded. */
function failed(error: unknown): number {
  const isTold = error instanceof Error && TOLD.includes(error.name)
  const what = error instanceof Error ? (isTold ? error.message : (error.stack ?? error.message)) : String(error)
  core.error(isTold ? what : `internal error, please report it: ${what}`)
  try {
    core.setOutput('outcome', 'error')
    core.setOutput('failed', 'true')
  } catch {
    // Without a runner there is no file for them.
  }
  return 2
}

/** Requests that were given up may still hold sockets; nothing that matters is open when the code is known. */
function end(code: number): void {
  process.stdout.write('', () => process.exit(code))
}

// Libraries throw from streams too, where no promise is told; Node would end with 1.
process.on('uncaughtException', (error) => end(failed(error)))

main().catch(failed).then(end)
