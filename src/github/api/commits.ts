import { isNoCommit, orNull } from './absent.ts'
import { answerTo, commitAnswer, commitsAnswer, comparisonAnswer, distanceAnswer } from './answers.ts'
import type { CommitApi } from './api.ts'
import { fileAt } from './file-at.ts'
import { type Listing, pages } from './pages.ts'
import { path } from './path.ts'
import { type Ask, get } from './question.ts'

interface Named {
  readonly sha: string
}

const commitList: Listing<readonly Named[], Named> = {
  schema: commitsAnswer,
  items: (page) => page,
  idOf: (commit) => commit.sha,
}

/** `root`: path of the repository. */
export function commitApi(root: string, ask: Ask): CommitApi {
  return {
    parentsOf: (sha) =>
      orNull(isNoCommit, async () => {
        const question = get(root + path`/git/commits/${sha}`)
        return (await answerTo(ask, question, commitAnswer)).parents.map((parent) => parent.sha)
      }),

    // Two histories without a common commit are a 404 too.
    mergeBase: (base, head) =>
      orNull(isNoCommit, async () => {
        const question = get(root + path`/compare/${base}...${head}`, { per_page: 1 })
        return (await answerTo(ask, question, comparisonAnswer)).merge_base_commit.sha
      }),

    aheadBy: (base, head) =>
      orNull(isNoCommit, async () => {
        const question = get(root + path`/compare/${base}...${head}`, { per_page: 1 })
        return (await answerTo(ask, question, distanceAnswer)).ahead_by
      }),

    ancestorsOf: (sha, limit) =>
      orNull(isNoCommit, async () => {
        const commits = await pages(ask, get(`${root}/commits`, { sha }), commitList, limit)
        return commits.map((commit) => commit.sha)
      }),

    fileAt: (sha, file) => fileAt(root, ask, sha, file),
  }
}
