import { isDeleted, orNull } from './absent.ts'
import { answerTo, type CommentAnswer, commentAnswer, commentsAnswer } from './answers.ts'
import type { Comment, CommentApi } from './api.ts'
import { type Listing, pages } from './pages.ts'
import { path } from './path.ts'
import { type Ask, get, type Question } from './question.ts'
import { viewer } from './viewer.ts'

/**
 * Above it the later ones are not read. GitHub lists the oldest first and the gate writes its comment at the first run
 * of a pull request, so it stands far ahead; a list without a bound would let strangers spend the job's time.
 */
const MOST_COMMENTS = 3_000

const commentList: Listing<readonly CommentAnswer[], CommentAnswer> = {
  schema: commentsAnswer,
  items: (page) => page,
  idOf: (comment) => comment.id,
}

/** `root`: path of the repository. */
export function commentApi(root: string, ask: Ask): CommentApi {
  return {
    comments: async (pull) => {
      const question = get(root + path`/issues/${pull}/comments`)
      const found = await pages(ask, question, commentList, MOST_COMMENTS)
      return found.map(commentOf).sort((one, other) => one.id - other.id)
    },

    // Tried again after 5xx and 429 although the first may have come through: whoever writes a comment lists all of
    // them afterwards and deletes a double. Not tried again after silence, for that listing answers it as well.
    createComment: async (pull, body) => {
      const target = root + path`/issues/${pull}/comments`
      const question: Question = { method: 'POST', path: target, query: {}, body: { body }, isRepeatable: false }
      return commentOf(await answerTo(ask, question, commentAnswer))
    },

    updateComment: (id, body) =>
      orNull(isDeleted, async () => {
        const target = root + path`/issues/comments/${id}`
        const question: Question = { method: 'PATCH', path: target, query: {}, body: { body }, isRepeatable: true }
        return commentOf(await answerTo(ask, question, commentAnswer))
      }),

    deleteComment: async (id) => {
      const target = root + path`/issues/comments/${id}`
      const question: Question = { method: 'DELETE', path: target, query: {}, body: null, isRepeatable: true }
      await orNull(isDeleted, () => ask(question))
    },

    viewer: () => viewer(ask),
  }
}

function commentOf(comment: CommentAnswer): Comment {
  return { id: comment.id, author: comment.user?.login ?? null, body: comment.body ?? '', url: comment.html_url }
}
