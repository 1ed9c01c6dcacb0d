import type { CapturedFile } from './captured-file.ts'
import type { OutputFolder } from './output-folder.ts'
import type { Taken } from './service.ts'

/** What has been written so far, and what whoever reads it should know. */
export class CapturedSet {
  readonly files: CapturedFile[] = []
  readonly notes: string[] = []
  private readonly folder: OutputFolder
  private readonly tell: (line: string) => void

  constructor(folder: OutputFolder, tell: (line: string) => void) {
    this.folder = folder
    this.tell = tell
  }

  keep({ file, bytes }: Taken): void {
    this.folder.write(file.name, bytes)
    this.files.push(file)
  }

  /** @param why a clause, for the note */
  drop(kind: CapturedFile['kind'], why: string): void {
    for (const file of this.of(kind)) {
      this.folder.remove(file.name)
      this.files.splice(this.files.indexOf(file), 1)
    }
    this.note(`${kind}.pb.gz is left out: ${why}`)
  }

  /** Whether there are files of that kind, and nothing was recorded in any of them. */
  isSilent(kind: CapturedFile['kind']): boolean {
    const files = this.of(kind)
    return files.length > 0 && files.every(({ samples }) => samples === 0)
  }

  has(kind: CapturedFile['kind']): boolean {
    return this.of(kind).length > 0
  }

  note(text: string): void {
    this.notes.push(text)
    this.tell(`note: ${text}`)
  }

  private of(kind: CapturedFile['kind']): readonly CapturedFile[] {
    return this.files.filter((file) => file.kind === kind)
  }
}
