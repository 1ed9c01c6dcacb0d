import { describe, expect, test } from 'vitest'
import { ArtifactError, type ArtifactStore, type RunArtifact } from '../../../src/github/artifacts/artifact-store.ts'
import { limitedStore } from '../../../src/github/artifacts/limited-store.ts'

const ARTIFACT: RunArtifact = { id: 1, name: 'a', sizeBytes: 1, digest: null, createdAt: null }

/** A store each of whose answers takes so long, by a clock that only it moves. */
function slowStore(answerMs: number) {
  let nowMs = 0
  let asked = 0
  const answer = async () => {
    asked++
    await Promise.resolve()
    nowMs += answerMs
  }
  const store: ArtifactStore = {
    upload: async () => answer().then(() => ({ id: 1 })),
    uploadFile: async () => answer().then(() => ({ id: 2 })),
    list: async () => answer().then(() => []),
    remove: answer,
    download: async () => answer().then(() => 'file'),
  }
  return { store, now: () => nowMs, pass: (ms: number) => (nowMs += ms), asked: () => asked }
}

describe('a limited store', () => {
  test('answers until the time for all answers together is used up', async () => {
    const { store, now, asked } = slowStore(400)
    const limited = limitedStore(store, 1_000, now)
    expect(await limited.upload('a', 'folder', [])).toEqual({ id: 1 })
    expect(await limited.list()).toEqual([])
    expect(await limited.download(ARTIFACT, null, 'folder')).toBe('file')
    await expect(limited.list()).rejects.toThrow('list of artifacts: not done within the 1 s for all of them')
    await expect(limited.remove('a')).rejects.toBeInstanceOf(ArtifactError)
    expect(asked()).toBe(3)
  })

  test('counts the time between answers for nothing, and that of answers at the same time once', async () => {
    const { store, now, pass } = slowStore(100)
    const limited = limitedStore(store, 1_000, now)
    for (let count = 0; count < 3; count++) {
      await Promise.all([limited.list(), limited.list(), limited.list()])
      pass(60_000)
    }
    expect(await limited.list()).toEqual([])
  })

  test('does not wait for an answer that does not come', async () => {
    const never = new Promise<never>(() => {})
    const limited = limitedStore({ ...slowStore(0).store, list: () => never }, 20)
    await expect(limited.list()).rejects.toMatchObject({ name: 'ArtifactError', kind: 'failed' })
  })

  test('passes on what the store says', async () => {
    const missing = new ArtifactError('missing', 'it was deleted')
    const limited = limitedStore({ ...slowStore(0).store, remove: () => Promise.reject(missing) }, 1_000)
    await expect(limited.remove('a')).rejects.toBe(missing)
  })
})
