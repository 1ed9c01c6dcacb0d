import { notice } from '../../model/notice.ts'
import { exitCodeFor, type FailOn } from '../../report/exit-code.ts'
import { type Leg, outcomeOfLegs } from '../../report/matrix.ts'
import { headlineOfLegs } from '../../report/matrix-headline.ts'
import { PLAIN } from '../../report/pen.ts'
import type { Previous } from '../../report/view.ts'
import { noticeText } from '../../report/words.ts'
import { isWorthSaying } from '../../report/worth-saying.ts'
import { worstLevel } from '../../result/result.ts'
import type { CommentApi, PullApi } from '../api/api.ts'
import { ApiError, isApiError } from '../api/error.ts'
import type { CommentMode } from '../inputs.ts'
import { type Gathered, isShown, targetsOf, UNFINISHED } from '../results/gathered.ts'
import { whyOf } from '../unknown.ts'
import { newestOf, type OwnComment, removeAll, Thread } from './comment-thread.ts'
import { isNewer, type Marker, type SaidBefore, writeMarker } from './marker.ts'

export interface CommentRequest {
  readonly api: CommentApi & PullApi
  /** As the event has it. */
  readonly pull: { readonly number: number; readonly headSha: string }
  readonly mode: CommentMode
  readonly failOn: FailOn
  readonly key: string
  readonly run: { readonly id: number; readonly attempt: number }
  /** What the run has found until now. */
  readonly gather: () => Promise<Gathered>
  /** A while after a write, before the next look: the jobs of a matrix write at the same time. `legs`: of the run. */
  readonly rest: (legs: number) => Promise<void>
  /** Another step of this run has the name of this one's result, so what it wrote is not to be written over. */
  readonly isNameTaken: boolean
  /**
   * Makes the body.
   * @param marker its first line
   * @param previous what the comment said before, if that was something wrong at another head, of none but these legs
   * @param movedTo the head of the pull request, if it is another one by now
   */
  readonly render: (legs: readonly Leg[], marker: string, previous: Previous | null, movedTo: string | null) => string
}

/** What became of the comment. `url` is that of the comment that the pull request has. */
export type CommentReport =
  | { readonly kind: 'created' | 'updated'; readonly url: string }
  /** It shows a newer run, all that this run has found, or what another step of the same name has found. */
  | { readonly kind: 'kept'; readonly url: string; readonly why: Keeping }
  | { readonly kind: 'none'; readonly url: null; readonly why: 'mode' | 'nothing-to-say' | 'closed' }
  /** `message`: for a person, with the way out. The verdict does not depend on it. */
  | { readonly kind: 'failed'; readonly url: null; readonly message: string }

type Keeping = 'newer-run' | 'shown' | 'comment-taken' | 'others-unknown'

/** How often it is written while others keep writing it, too, and no further result comes. */
const MOST_WRITES = 4

/**
 * Writes the verdict into the one comment of its key: the oldest that has a marker of the key and was written by the
 * account of the token. It shows the newest result of each step of the run. It is edited in place; an older run never
 * overwrites a newer one. What GitHub refuses is reported, never thrown.
 *
 * Runs and jobs may write at the same time, and GitHub has no edit on a condition. So the comments are listed right
 * before each write, and again after it, with the results that are stored by then: doubles are tidied away, and what
 * an older run, or a job that knew of fewer results, has written meanwhile is written over. Whoever writes last looks
 * last, and every result was stored before its job wrote; so nothing is lost.
 */
export async function publishComment(request: CommentRequest): Promise<CommentReport> {
  if (request.mode === 'never') return { kind: 'none', url: null, why: 'mode' }
  try {
    return await publish(request)
  } catch (error) {
    if (!isApiError(error)) throw error
    const what = notice('comment-not-written', { why: whyOf(error), message: error.message })
    return { kind: 'failed', url: null, message: noticeText(what, PLAIN) }
  }
}

async function publish(request: CommentRequest): Promise<CommentReport> {
  const { api, pull, key } = request
  const thread = new Thread(api, pull.number, key)
  const gathered = await request.gather()
  const listed = await thread.own()
  const why = listed.length === 0 ? whyNotCreate(request, gathered.legs) : null
  if (why !== null) return { kind: 'none', url: null, why }
  const keeping = whyKeep(listed, request, gathered)
  if (keeping !== null) return keep(api, listed, keeping)
  const head = await api.pull(pull.number)
  // This may have taken a while. Where there was none, the list after the first write tells as much.
  return write(request, thread, { gathered, own: listed.length === 0 ? [] : await thread.own() }, head)
}

/** What is stored of the run, and which comments of ours there are. */
interface Sight {
  readonly gathered: Gathered
  readonly own: readonly OwnComment[]
}

/** Something of ours that was written. */
interface Written {
  readonly kind: 'created' | 'updated'
  readonly url: string
}

/** Writes until the oldest comment of ours is the only one, and shows all of this run or a newer one. */
async function write(
  request: CommentRequest,
  thread: Thread,
  first: Sight,
  { isOpen, headSha }: { readonly isOpen: boolean; readonly headSha: string },
): Promise<CommentReport> {
  const { api } = request
  const previous = previousOf(newestOf(first.own)?.marker ?? null, request)
  let { gathered, own } = first
  let written: Written | null = null
  for (let idle = 0; idle < MOST_WRITES; ) {
    const why = whyKeep(own, request, gathered)
    if (why !== null) {
      const kept = await keep(api, own, why)
      return why === 'shown' && written !== null ? { kind: written.kind, url: kept.url } : kept
    }
    const [oldest] = own
    // Deleted meanwhile, or not listed yet.
    if (oldest === undefined && written !== null) return written
    const { ids, legs } = gathered
    const body = bodyOf(request, gathered, previous, headSha)
    if (oldest === undefined) {
      const reason = isOpen ? whyNotCreate(request, legs) : 'closed'
      if (reason !== null) return { kind: 'none', url: null, why: reason }
      written = await create(request, thread, body, ids)
    } else {
      const updated = await api.updateComment(oldest.comment.id, body)
      if (updated === null) thread.gone.add(oldest.comment.id)
      else written = { kind: 'updated', url: updated.url }
    }
    await request.rest(legs.length)
    try {
      const now = await request.gather()
      // Each result that comes in between is a reason to write once more, and there are only so many.
      if (isShown(ids, now.ids)) idle++
      gathered = now
      own = await thread.own()
    } catch (error) {
      // It is there; a second one is tidied up by the next run.
      if (isApiError(error) && written !== null) return written
      throw error
    }
  }
  if (written !== null) return written
  throw deletedAgain()
}

function deletedAgain(): ApiError {
  return new ApiError('unavailable', 'the comment was deleted while it was written', null)
}

async function create(
  { api, pull, run }: CommentRequest,
  thread: Thread,
  body: string,
  ids: readonly string[],
): Promise<Written> {
  try {
    const created = await api.createComment(pull.number, body)
    thread.author ??= created.author
    return { kind: 'created', url: created.url }
  } catch (error) {
    if (!isApiError(error) || error.kind !== 'unavailable') throw error
    // GitHub may have done it and not have said so.
    const isIt = ({ marker }: OwnComment) => isOfRun(marker, run) && isShown(marker.results, ids)
    const found = (await thread.own()).find(isIt)
    if (found === undefined) throw error
    return { kind: 'created', url: found.comment.url }
  }
}

/** Why what stands there is not to be written over. */
function whyKeep(own: readonly OwnComment[], request: CommentRequest, gathered: Gathered): Keeping | null {
  const { run, isNameTaken } = request
  const shown = newestOf(own)?.marker
  if (shown === undefined) return null
  const now = { run: run.id, attempt: run.attempt }
  if (isNewer(shown, now)) return 'newer-run'
  // A later attempt may have run other jobs alone.
  if (shown.run === run.id && showsAll(shown, gathered)) return 'shown'
  if (isNewer(now, shown)) return null
  if (isNameTaken) return 'comment-taken'
  return isOfOthers(shown, gathered) ? 'others-unknown' : null
}

function showsAll({ results }: Marker, { ids }: Gathered): boolean {
  return isShown(results, ids) && results.includes(UNFINISHED) === ids.includes(UNFINISHED)
}

/**
 * A comment of this run shows results that this step cannot find, and they are worse than its own: what is wrong there is not
 * to be written over by a step that knows nothing of it.
 */
function isOfOthers(shown: Marker, { ids, legs, isComplete }: Gathered): boolean {
  if (isComplete || isShown(ids, shown.results)) return false
  const outcome = outcomeOfLegs(legs)
  return worstLevel([outcome, shown.outcome]) !== outcome
}

/** Of several comments the oldest stays, with what the newest one says. */
async function keep(
  api: CommentApi,
  own: readonly OwnComment[],
  why: Keeping,
): Promise<Extract<CommentReport, { kind: 'kept' }>> {
  const shown = newestOf(own)
  for (const [at, { comment }] of own.entries()) {
    const isNewest = comment.id === shown?.comment.id
    if (!isNewest && (await api.updateComment(comment.id, shown?.comment.body ?? '')) === null) continue
    await removeAll(api, own.slice(at + 1))
    return { kind: 'kept', url: comment.url, why }
  }
  throw deletedAgain()
}

function bodyOf(
  { pull, key, run, render }: CommentRequest,
  { ids, legs }: Gathered,
  previous: SaidBefore | null,
  headSha: string,
): string {
  const marker = writeMarker({
    ...{ key, results: ids, previous, sha: pull.headSha, run: run.id, attempt: run.attempt },
    outcome: outcomeOfLegs(legs),
    headline: headlineOfLegs(legs),
  })
  // What was said of a target that has not reported yet is not put right.
  const settled = previous !== null && isAnswered(previous, ids) ? previous : null
  return render(legs, marker, settled, headSha === pull.headSha ? null : headSha)
}

/**
 * What was wrong before this run; a job of it that wrote first has handed that on. So has a run that passed as far as it
 * came, and that ended before all of whom it was said had reported.
 */
function previousOf(shown: Marker | null, { pull, run }: CommentRequest): SaidBefore | null {
  if (shown === null) return null
  const { sha, outcome, headline, results, previous } = shown
  if (shown.run === run.id) return previous
  const isOpen = previous !== null && previous.sha !== pull.headSha && !isAnswered(previous, results)
  const open = isOpen ? previous : null
  if (outcome === 'pass') return open
  if (sha === pull.headSha) return null
  return { sha, outcome, headline, targets: [...new Set([...targetsOf(results), ...(open?.targets ?? [])])] }
}

/** Whether all of whom something was said are among the targets of some results. */
function isAnswered({ targets }: SaidBefore, results: readonly string[]): boolean {
  const reported = targetsOf(results)
  return targets.every((target) => reported.includes(target))
}

function whyNotCreate({ mode, failOn }: CommentRequest, legs: readonly Leg[]): 'nothing-to-say' | null {
  const outcome = outcomeOfLegs(legs)
  const isFailure = outcome === 'fail' || outcome === 'error' || exitCodeFor(outcome, failOn) !== 0
  const isToSay = legs.some(({ result }) => result === null || isWorthSaying(result))
  const creates = mode === 'always' || (mode === 'failure' ? isFailure : isToSay)
  return creates ? null : 'nothing-to-say'
}

function isOfRun(marker: Marker, run: CommentRequest['run']): boolean {
  return marker.run === run.id && marker.attempt === run.attempt
}
