import type { ArtifactStore } from './artifact-store.ts'

/** A store that is opened when something is first asked of it: many runs never do. */
export function lazyStore(open: () => Promise<ArtifactStore>): ArtifactStore {
  let opened: Promise<ArtifactStore> | null = null
  const store = () => {
    opened ??= open()
    return opened
  }
  return {
    upload: async (...args) => (await store()).upload(...args),
    list: async () => (await store()).list(),
    remove: async (name) => (await store()).remove(name),
    download: async (...args) => (await store()).download(...args),
  }
}
