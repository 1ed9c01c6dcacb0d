import type { Comment, CommentApi } from '../api/api.ts'
import { isApiError } from '../api/error.ts'
import { isNewer, type Marker, markerKey, readMarker } from './marker.ts'

/** Whose comments they are where nobody tells: that of the token of every workflow run. */
const USUAL_AUTHOR = 'github-actions[bot]'

/** A comment with a marker of ours. */
export interface OwnComment {
  readonly comment: Comment
  readonly marker: Marker
}

/** The comments of a key and an account on the pull request. */
export class Thread {
  readonly #api: CommentApi
  readonly #pull: number
  readonly #key: string
  /** Login of the account, as soon as it is known. */
  author: string | null = null
  /** Ids of those that GitHub says are deleted, though it may still list them. */
  readonly gone = new Set<number>()

  constructor(api: CommentApi, pull: number, key: string) {
    this.#api = api
    this.#pull = pull
    this.#key = key
  }

  /** As they are now, oldest first. */
  async own(): Promise<readonly OwnComment[]> {
    const listed = await this.#api.comments(this.#pull)
    const marked = markedWith(this.#key, listed).filter(({ comment }) => !this.gone.has(comment.id))
    if (marked.length === 0) return []
    this.author ??= await viewerOf(this.#api)
    return marked.filter(({ comment }) => comment.author === this.author)
  }
}

/** The first of those that show the newest run. */
export function newestOf(own: readonly OwnComment[]): OwnComment | null {
  return own.reduce<OwnComment | null>(
    (newest, each) => (newest === null || isNewer(each.marker, newest.marker) ? each : newest),
    null,
  )
}

/** One comment too many is no reason to say that there is none. */
export async function removeAll(api: CommentApi, comments: readonly OwnComment[]): Promise<void> {
  for (const { comment } of comments) {
    try {
      await api.deleteComment(comment.id)
    } catch (error) {
      if (!isApiError(error)) throw error
    }
  }
}

/** The comments that claim to be of a key, oldest first. */
function markedWith(key: string, comments: readonly Comment[]): readonly OwnComment[] {
  return comments
    .flatMap((comment) => {
      const marker = readMarker(comment.body)
      return marker === null || marker.key !== markerKey(key) ? [] : [{ comment, marker }]
    })
    .toSorted((a, b) => a.comment.id - b.comment.id)
}

async function viewerOf(api: CommentApi): Promise<string> {
  try {
    return await api.viewer()
  } catch (error) {
    if (isApiError(error)) return USUAL_AUTHOR
    throw error
  }
}
