import type { z } from 'zod'
import { answerTo, pullAnswer, pullsAnswer } from './answers.ts'
import type { PullApi, ReportApi } from './api.ts'
import { type Listing, pages } from './pages.ts'
import { path } from './path.ts'
import { type Ask, get } from './question.ts'

type Pulls = z.infer<typeof pullsAnswer>

const pullList: Listing<Pulls, Pulls[number]> = {
  schema: pullsAnswer,
  items: (page) => page,
  idOf: (pull) => pull.number,
}

/** Of one branch: one for each branch that it is to be merged into. */
const MOST_PULLS = 300

/** `root`: path of the repository. */
export function pullApi(root: string, ask: Ask): PullApi & Pick<ReportApi, 'openPulls'> {
  return {
    pull: async (number) => {
      const pull = await answerTo(ask, get(root + path`/pulls/${number}`), pullAnswer)
      return { isOpen: pull.state === 'open', headSha: pull.head.sha }
    },

    openPulls: async (owner, branch) => {
      const question = get(`${root}/pulls`, { state: 'open', head: `${owner}:${branch}` })
      const found = await pages(ask, question, pullList, MOST_PULLS)
      return found.map(({ number, head }) => ({
        ...{ number, headSha: head.sha, headBranch: head.ref, headRepository: head.repo?.id ?? null },
      }))
    },
  }
}
