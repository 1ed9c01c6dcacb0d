import { isNoCommit, orNull } from './absent.ts'
import { answerTo, comparedFilesAnswer, type ListedFileAnswer, listedFilesAnswer } from './answers.ts'
import type { ChangeApi, ListedFile } from './api.ts'
import { type Listing, pages } from './pages.ts'
import { path } from './path.ts'
import { type Ask, get } from './question.ts'

/** GitHub lists no more of a pull request. */
const MOST_FILES = 3_000

const fileList: Listing<readonly ListedFileAnswer[], ListedFileAnswer> = {
  schema: listedFilesAnswer,
  items: (page) => page,
  idOf: ({ filename }) => filename,
}

/** `root`: path of the repository. */
export function changeApi(root: string, ask: Ask): ChangeApi {
  return {
    // Its files are all on the first page, whatever is asked of its commits.
    comparedFiles: (base, head) =>
      orNull(isNoCommit, async () => {
        const question = get(root + path`/compare/${base}...${head}`, { per_page: 1 })
        return ((await answerTo(ask, question, comparedFilesAnswer)).files ?? []).map(listed)
      }),

    filesOfPull: async (pull) => {
      const question = get(root + path`/pulls/${pull}/files`)
      return (await pages(ask, question, fileList, MOST_FILES)).map(listed)
    },
  }
}

function listed({ filename, status, changes, patch, sha }: ListedFileAnswer): ListedFile {
  return {
    ...{ path: filename, status, changes },
    ...{ patch: patch ?? null, blob: sha ?? null },
  }
}
