import { answerTo, pullAnswer } from './answers.ts'
import type { PullApi } from './api.ts'
import { path } from './path.ts'
import { type Ask, get } from './question.ts'

/** `root`: path of the repository. */
export function pullApi(root: string, ask: Ask): PullApi {
  return {
    pull: async (number) => {
      const pull = await answerTo(ask, get(root + path`/pulls/${number}`), pullAnswer)
      return { isOpen: pull.state === 'open', headSha: pull.head.sha }
    },
  }
}
