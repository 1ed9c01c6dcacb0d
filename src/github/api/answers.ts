import { z } from 'zod'
import { COMMIT_ID } from '../commit-id.ts'
import type { Answer } from './answer.ts'
import { ApiError } from './error.ts'
import { type Ask, nameOf, type Question } from './question.ts'

// Only the parts that are used; every other key of an answer is passed over.

const id = z.int().positive()
const sha = z.string().regex(COMMIT_ID)
const time = z.iso.datetime({ offset: true })

export const runAnswer = z.object({
  id,
  workflow_id: id,
  event: z.string(),
  head_sha: sha,
  head_branch: z.string().nullable(),
  created_at: time,
  run_started_at: time.nullish(),
  repository: z.object({ id }),
  /** Null for a fork that was deleted since. */
  head_repository: z.object({ id }).nullish(),
})
export type RunAnswer = z.infer<typeof runAnswer>

export const runsAnswer = z.object({ workflow_runs: z.array(runAnswer) })

export const artifactAnswer = z.object({
  id,
  name: z.string(),
  size_in_bytes: z.int().nonnegative(),
  expired: z.boolean(),
  digest: z.string().nullish(),
  created_at: time,
})
export type ArtifactAnswer = z.infer<typeof artifactAnswer>

export const artifactsAnswer = z.object({ artifacts: z.array(artifactAnswer) })

export const holdersAnswer = z.object({
  total_count: z.int().nonnegative(),
  artifacts: z.array(
    z.object({
      created_at: time,
      workflow_run: z
        .object({
          id,
          repository_id: id.nullish(),
          /** Missing for a fork that was deleted since. */
          head_repository_id: id.nullish(),
          head_branch: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
})

export const commitAnswer = z.object({ parents: z.array(z.object({ sha })) })

export const commitsAnswer = z.array(z.object({ sha }))

export const comparisonAnswer = z.object({ merge_base_commit: z.object({ sha }) })

export const distanceAnswer = z.object({ ahead_by: z.int().nonnegative() })

export const listedFileAnswer = z.object({
  filename: z.string(),
  status: z.string(),
  changes: z.int().nonnegative(),
  patch: z.string().nullish(),
  sha: z.string().nullish(),
})
export type ListedFileAnswer = z.infer<typeof listedFileAnswer>

export const listedFilesAnswer = z.array(listedFileAnswer)

export const comparedFilesAnswer = z.object({ files: listedFilesAnswer.nullish() })

export const contentAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('file'), encoding: z.string(), content: z.string(), size: z.int().nonnegative() }),
  z.object({ type: z.literal('submodule') }),
  /** A link to a file of the repository is given as that file: this one leads elsewhere. */
  z.object({ type: z.literal('symlink') }),
  z.object({ type: z.literal('dir') }),
])
/** The entries, where the path is that of a folder. */
export const folderAnswer = z.array(z.unknown())

export const pullAnswer = z.object({ state: z.string(), head: z.object({ sha }) })

export const pullsAnswer = z.array(
  z.object({
    number: id,
    head: z.object({
      sha,
      ref: z.string(),
      /** Null for a fork that was deleted since. */
      repo: z.object({ id }).nullish(),
    }),
  }),
)

export const commentAnswer = z.object({
  id,
  /** Null for an account that was deleted since. */
  user: z.object({ login: z.string() }).nullish(),
  body: z.string().nullish(),
  html_url: z.string(),
})
export type CommentAnswer = z.infer<typeof commentAnswer>

export const commentsAnswer = z.array(commentAnswer)

export const viewerAnswer = z.object({ data: z.object({ viewer: z.object({ login: z.string().min(1) }) }) })

/** What GraphQL answers, with status 200, where it cannot answer. */
export const graphqlErrors = z.object({
  errors: z.array(z.object({ type: z.string().nullish(), message: z.string() })).min(1),
})

/** Asks and reads the answer. @throws {ApiError} as `ask` and {@link read} do */
export async function answerTo<Value>(ask: Ask, question: Question, schema: z.ZodType<Value>): Promise<Value> {
  return read(schema, await ask(question), question)
}

/** @throws {ApiError} `unavailable`, naming what is missing, for an answer that is not what GitHub documents */
export function read<Value>(schema: z.ZodType<Value>, answer: Answer, question: Question): Value {
  const reading = schema.safeParse(answer.data)
  if (reading.success) return reading.data
  const issue = reading.error.issues[0]
  const where =
    issue === undefined || issue.path.length === 0 ? 'the answer' : `"${issue.path.join('.')}" of the answer`
  const message = `${nameOf(question)}: ${where} is not what GitHub documents (${issue?.message ?? 'unknown'})`
  throw new ApiError('unavailable', message, answer.status)
}
