import { createHash } from 'node:crypto'
import type { WorkflowRun } from './run.ts'
import { timestamp } from './world.ts'
import { zipOf } from './zip.ts'

/** Bytes are stored as they are; files are zipped. */
export type Content = Uint8Array | Readonly<Record<string, string | Uint8Array>>

export interface ArtifactOptions {
  readonly expired?: boolean
  /** Unless given, that of the bytes; null: none was recorded. */
  readonly digest?: string | null
  /** Size that is told; unless given, the true one. */
  readonly sizeBytes?: number
  readonly createdAt?: string | Date
  readonly attempt?: number
  /** A single file that was uploaded as it is; its name is the artifact's. */
  readonly raw?: boolean
  /** Job that uploaded it, in the ids of the results service. */
  readonly job?: string
  readonly mime?: string
}

export class Artifact {
  readonly run: WorkflowRun
  readonly id: number
  readonly name: string
  readonly attempt: number
  readonly job: string
  readonly bytes: Uint8Array
  readonly digest: string | null
  readonly sizeBytes: number
  readonly createdAt: string
  readonly mime: string
  /** Name of the download. */
  readonly fileName: string
  isExpired: boolean

  constructor(run: WorkflowRun, name: string, content: Content, options: ArtifactOptions) {
    this.run = run
    this.id = run.repository.world.id()
    this.name = name
    this.attempt = options.attempt ?? run.attempt
    this.job = options.job ?? '22222222-2222-4222-8222-000000000000'
    this.bytes = content instanceof Uint8Array ? content : zipOf(content)
    this.digest = options.digest === undefined ? sha256(this.bytes) : options.digest
    this.sizeBytes = options.sizeBytes ?? this.bytes.length
    this.createdAt = options.createdAt === undefined ? run.repository.world.tick() : timestamp(options.createdAt)
    this.mime = options.mime ?? (options.raw === true ? 'application/octet-stream' : 'application/zip')
    this.fileName = this.mime === 'application/zip' ? `${name}.zip` : name
    this.isExpired = options.expired ?? false
  }

  /** Its bytes are gone; it is still listed, as expired. */
  expire(): void {
    this.isExpired = true
  }

  /** It is gone altogether, and its name is free. */
  remove(): void {
    const at = this.run.artifacts.indexOf(this)
    if (at >= 0) this.run.artifacts.splice(at, 1)
    this.run.taken.delete(`${this.attempt}/${this.name}`)
  }
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}
