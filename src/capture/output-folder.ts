import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { MANIFEST_NAME } from '../load/manifest.ts'
import { clean } from '../report/escape.ts'
import { CaptureError } from './capture-error.ts'
import { isCapturedName } from './profile-set.ts'

/**
 * The folder that a capture fills, whole or not at all: files are written into a hidden folder beside it, which takes its
 * place at the end.
 */
export class OutputFolder {
  private readonly path: string
  private readonly shown: string
  private readonly draft: string

  /** @throws {CaptureError} if the folder holds anything but an earlier capture, or cannot be written */
  constructor(shown: string, from: string) {
    this.shown = clean(shown)
    this.path = resolve(from, shown)
    this.refuseForeign()
    this.draft = this.orFail(() => {
      mkdirSync(dirname(this.path), { recursive: true })
      // In a container every process has the same id, and one that was killed has left its draft.
      const draft = join(dirname(this.path), `.${basename(this.path)}-${randomUUID()}`)
      mkdirSync(draft)
      return draft
    })
  }

  write(name: string, bytes: Uint8Array | string): void {
    this.orFail(() => writeFileSync(join(this.draft, name), bytes))
  }

  remove(name: string): void {
    this.orFail(() => rmSync(join(this.draft, name)))
  }

  /** All is there: the draft becomes the folder. */
  keep(): void {
    this.refuseForeign()
    this.orFail(() => {
      rmSync(this.path, { recursive: true, force: true })
      renameSync(this.draft, this.path)
    })
  }

  /** Nothing of an unfinished capture stays. */
  discard(): void {
    rmSync(this.draft, { recursive: true, force: true })
  }

  private refuseForeign(): void {
    const entries = this.orFail(() => {
      const found = statSync(this.path, { throwIfNoEntry: false })
      if (found === undefined) return []
      if (!found.isDirectory()) throw new CaptureError(`--out ${this.shown} is a file; name a folder`)
      return readdirSync(this.path)
    })
    const foreign = entries.find((name) => name !== MANIFEST_NAME && !isCapturedName(name))
    if (foreign === undefined) return
    const what = `${this.shown} holds ${clean(foreign)}, which no capture has written`
    throw new CaptureError(`${what}: only a new or empty folder, or that of an earlier capture, is filled`)
  }

  private orFail<Value>(work: () => Value): Value {
    try {
      return work()
    } catch (error) {
      if (error instanceof CaptureError) throw error
      const code = (error as NodeJS.ErrnoException).code ?? String(error)
      throw new CaptureError(`${this.shown} cannot be written: ${code}`)
    }
  }
}
