import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import { CaptureError } from '../../src/capture/capture-error.ts'
import { type Captured, type CaptureWorld, captureService } from '../../src/capture/capture-service.ts'
import type { CapturePlan } from '../../src/capture/plan.ts'
import { serviceAddress } from '../../src/capture/service-address.ts'
import { type Outcome, repository } from '../cli/run.ts'

/** A folder that goes with the test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'profile-gate-capture-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

export interface Tried {
  /** Null where it failed. */
  readonly captured: Captured | null
  /** Why it failed; empty where it did not. */
  readonly message: string
  /** Progress, and what the load printed. */
  readonly told: string
  readonly folder: string
  /** Of the folder that was asked for; null if it is not there. */
  readonly files: readonly string[] | null
  /** What lies beside it. */
  readonly left: readonly string[]
}

/** The capture in this process, quick unless asked otherwise: no warm-up, no wait, one second of CPU profile. */
export async function tryCapture(
  url: string,
  plan: Partial<CapturePlan> = {},
  world: Partial<CaptureWorld> = {},
): Promise<Tried> {
  const address = serviceAddress(url)
  if (address === null) throw new Error(`no address: ${url}`)
  const folder = world.folder ?? scratch()
  let told = ''
  const outcome = await captureService(
    { address, out: 'profiles', waitMs: 0, warmupMs: 0, cpuSeconds: 1, series: null, load: null, ...plan },
    {
      folder,
      environment: process.env,
      tell: (line) => {
        told += `${line}\n`
      },
      onLoadOutput: (text) => {
        told += text
      },
      signal: new AbortController().signal,
      commit: async () => null,
      ...world,
    },
  ).catch((error: unknown) => {
    if (error instanceof CaptureError) return error.message
    throw error
  })
  const out = join(folder, 'profiles')
  return {
    ...(typeof outcome === 'string' ? { captured: null, message: outcome } : { captured: outcome, message: '' }),
    ...{ told, folder },
    files: existsSync(out) && statSync(out).isDirectory() ? readdirSync(out) : null,
    left: readdirSync(folder).filter((name) => name !== 'profiles'),
  }
}

/** A script of the shell as the load. */
export function load(script: string): CapturePlan['load'] {
  return { file: 'sh', args: ['-c', script], shown: script }
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Outcome>
  /** Waits until it has said so on standard error. */
  readonly said: (text: string) => Promise<void>
}

/** The command of the bundle beside this process, so that a server in this one can answer. */
export function startCli(args: readonly string[], folder: string, env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [resolve(repository, 'dist/cli.js'), ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', SOURCE_DATE_EPOCH: '1795219200', ...env },
  })
  const written = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.err += text
  })
  const ended = new Promise<Outcome>((done) => child.on('close', (code) => done({ code, ...written })))
  const said = async (text: string) => {
    while (!written.err.includes(text)) {
      if (child.exitCode !== null) throw new Error(`it ended without saying ${text}:\n${written.err}`)
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  return { child, ended, said }
}
