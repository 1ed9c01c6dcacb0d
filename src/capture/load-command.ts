import { type ChildProcess, spawn } from 'node:child_process'
import { CaptureError } from './capture-error.ts'

/** The program that keeps the service busy. */
export interface LoadCommand {
  readonly file: string
  readonly args: readonly string[]
  /** As people wrote it. */
  readonly shown: string
}

export interface LoadWorld {
  /** Where it starts. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What it prints, to either stream. */
  readonly onOutput: (text: string) => void
}

/** Between the polite and the final way to end it. */
const GRACE_MS = 3000

/**
 * A running load. It has a process group of its own, so that all it has started ends with it; Windows has none, and ends
 * the program alone.
 */
export class RunningLoad {
  /** When the program has ended, well or not. Never rejected. */
  readonly ended: Promise<void>
  /** Why the load counts as failed; null while it runs, and where it has ended well. */
  failure: CaptureError | null = null
  isRunning = true
  /** Milliseconds that it ran. */
  ranMs = 0
  private readonly child: ChildProcess
  private readonly command: LoadCommand

  /** @param onFailure told as soon as the program has failed */
  constructor(command: LoadCommand, world: LoadWorld, onFailure: (error: CaptureError) => void) {
    this.command = command
    const start = performance.now()
    this.child = spawn(command.file, command.args, {
      cwd: world.folder,
      env: { ...world.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => world.onOutput(text))
    }
    this.ended = new Promise((resolve) => {
      const end = (failure: CaptureError | null) => {
        if (!this.isRunning) return
        this.isRunning = false
        this.ranMs = performance.now() - start
        this.failure = failure
        resolve()
        if (failure !== null) onFailure(failure)
      }
      this.child.on('error', (error: NodeJS.ErrnoException) => end(this.notStarted(error)))
      this.child.on('exit', (code, signal) => {
        // What a load that has failed has started ends with it; after a good end it may be meant to go on.
        if (code !== 0) this.kill('SIGKILL')
        end(code === 0 ? null : this.failed(code, signal))
      })
    })
  }

  /** Ends what still runs of it, and lets go of its output. */
  async stop(): Promise<void> {
    if (this.isRunning) {
      this.kill('SIGTERM')
      const timer = setTimeout(() => this.kill('SIGKILL'), GRACE_MS)
      await this.ended
      clearTimeout(timer)
      // Its children may have been asked in vain.
      this.kill('SIGKILL')
    }
    // What the program has left in the background may hold them open for ever.
    this.child.stdout?.destroy()
    this.child.stderr?.destroy()
  }

  private kill(signal: NodeJS.Signals): void {
    const { pid } = this.child
    if (pid === undefined) return
    try {
      if (process.platform === 'win32') this.child.kill(signal)
      else process.kill(-pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }

  private notStarted(error: NodeJS.ErrnoException): CaptureError {
    const why = error.code === 'ENOENT' ? 'there is no such program' : (error.code ?? error.message)
    return new CaptureError(`the load could not be started: ${this.command.file}: ${why}`)
  }

  private failed(code: number | null, signal: NodeJS.Signals | null): CaptureError {
    const how = code === null ? `it was ended by ${signal}` : `exit code ${code}`
    return new CaptureError(`the load failed (${how}): ${this.command.shown}`)
  }
}
