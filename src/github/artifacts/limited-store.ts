import { basename } from 'node:path'
import { ArtifactError, type ArtifactStore } from './artifact-store.ts'
import { OutOfTimeError, within } from './patience.ts'

/**
 * A store that is waited for so long in all its answers together: the time in which at least one was asked for. What is
 * asked for after that fails at once.
 * @param now milliseconds of a clock that is never set back
 */
export function limitedStore(store: ArtifactStore, limitMs: number, now = () => performance.now()): ArtifactStore {
  let spentMs = 0
  let [waiting, sinceMs] = [0, 0]

  async function ask<Answer>(what: string, work: () => Promise<Answer>): Promise<Answer> {
    if (waiting++ === 0) sinceMs = now()
    const leftMs = limitMs - spentMs - (now() - sinceMs)
    try {
      if (leftMs <= 0) throw new OutOfTimeError('not begun in time')
      return await within(leftMs, work)
    } catch (error) {
      if (!(error instanceof OutOfTimeError)) throw error
      throw new ArtifactError('failed', `${what}: not done within the ${limitMs / 1000} s for all of them, given up`)
    } finally {
      if (--waiting === 0) spentMs += now() - sinceMs
    }
  }

  return {
    upload: (name, ...rest) => ask(`upload of ${name}`, () => store.upload(name, ...rest)),
    uploadFile: (path) => ask(`upload of ${basename(path)}`, () => store.uploadFile(path)),
    list: () => ask('list of artifacts', () => store.list()),
    remove: (name) => ask(`removal of ${name}`, () => store.remove(name)),
    download: (artifact, ...rest) => ask(`download of ${artifact.name}`, () => store.download(artifact, ...rest)),
  }
}
