import type { ArtifactStore, RunArtifact } from './artifact-store.ts'

/**
 * A store that is opened when something is first asked of it: many runs never do. A list that GitHub has not given is
 * not asked for again, for the first question was repeated as long as there was hope.
 */
export function lazyStore(open: () => Promise<ArtifactStore>): ArtifactStore {
  let opened: Promise<ArtifactStore> | null = null
  let refused: Promise<readonly RunArtifact[]> | null = null
  const store = () => {
    opened ??= open()
    return opened
  }
  return {
    upload: async (...args) => (await store()).upload(...args),
    uploadFile: async (path) => (await store()).uploadFile(path),
    list: async () => {
      if (refused !== null) return refused
      const listed = store().then((opened) => opened.list())
      try {
        return await listed
      } catch (error) {
        refused = listed
        throw error
      }
    },
    remove: async (name) => (await store()).remove(name),
    download: async (...args) => (await store()).download(...args),
  }
}
