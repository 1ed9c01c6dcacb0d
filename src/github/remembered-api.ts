import type { Api } from './api/api.ts'

/**
 * An API that asks only once for what does not change while a step runs: the parents of a commit, a run. What GitHub
 * did not answer is not asked again either, for the first question was repeated as long as there was hope.
 */
export function rememberedApi(api: Api): Api {
  return { ...api, parentsOf: once(api.parentsOf), run: once(api.run) }
}

function once<Key, Answer>(ask: (key: Key) => Promise<Answer>): (key: Key) => Promise<Answer> {
  const answers = new Map<Key, Promise<Answer>>()
  return (key) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = ask(key)
    answers.set(key, answer)
    return answer
  }
}
