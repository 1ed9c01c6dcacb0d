import type { Check, Result } from '../result/result.ts'
import { link } from './escape.ts'
import type { Places } from './ladder-words.ts'
import type { ShortNames } from './name.ts'
import { inReadingOrder } from './order.ts'
import { markdownPen, type Pen } from './pen.ts'
import { shortSha } from './provenance.ts'
import { namesOf } from './surface-names.ts'
import type { MarkdownView } from './view.ts'

/** Everything that the parts of a Markdown page are made from. */
export interface Page {
  readonly result: Result
  readonly view: MarkdownView
  readonly pen: Pen
  readonly names: ShortNames
  /** In the order of reading. */
  readonly checks: readonly Check[]
  readonly plan: Plan
}

/** How much of a page is shown; shorter plans make shorter pages. */
export interface Plan {
  readonly trees: boolean
  readonly advice: boolean
  /** Most causes of one check, and of all together. */
  readonly causes: number
  readonly allCauses: number
  /** Most rows of checks in one table; problems, notes and inputs likewise. */
  readonly rows: number
  /** Most lines of the difference of the policy. */
  readonly diffLines: number
  /** Most acceptances: they go last. */
  readonly acceptances: number
  /** Sections besides heading, acceptances, links and origin. */
  readonly details: boolean
}

export function pageOf(result: Result, view: MarkdownView): Omit<Page, 'plan'> {
  const pen = markdownPen(view.subject)
  return { result, view, pen, names: namesOf(result), checks: inReadingOrder(result.checks) }
}

/** A place as a link: the base name where it leads somewhere, the whole path where it does not. */
export function placeLink({ view, pen }: Page, file: string | null, line: number | null): string {
  if (file === null) return ''
  const at = line === null ? '' : `:${line}`
  const url = view.links?.file(file, line) ?? null
  const short = pen.code(`${file.split('/').at(-1)}${at}`)
  const linked = link(short, url)
  return linked === short ? pen.code(file + at) : linked
}

export function commitLink({ view, pen }: Page, sha: string): string {
  return link(pen.code(shortSha(sha)), view.links?.commit(sha) ?? null)
}

/** A policy file, or a line of it. `sha`: the commit that it was read from, where it is not the candidate's. */
export function policyLink({ view, pen }: Page, name: string, line: number | null, sha: string | null): string {
  const text = pen.code(name + (line === null ? '' : ` line ${line}`))
  const url = sha === null ? view.links?.file(name, line) : view.links?.fileAt(sha, name, line)
  return link(text, url ?? null)
}

/** The commit that readers know the candidate by: a pull request is measured as a merge that nobody has seen. */
export function candidateSha({ result, view }: Page): string | null {
  return view.pull?.headSha ?? result.context.candidate.sha
}

/** Commits and runs as links. */
export function placesOf(page: Page): Places {
  return {
    commit: (sha) => commitLink(page, sha),
    run: (id) => link(`run ${id}`, page.view.links?.run(id) ?? null),
  }
}

/** A folded section. The title is Markdown that GitHub does not parse inside `summary`: give it as HTML. */
export function fold(titleHtml: string, body: readonly string[]): string {
  return details('<details>', titleHtml, body)
}

/** A section that is folded in a comment, and open where there is room: whoever opens a job summary has come to see it. */
export function section({ view }: Pick<Page, 'view'>, titleHtml: string, body: readonly string[]): string {
  return details(view.isRoomy === true ? '<details open>' : '<details>', titleHtml, body)
}

function details(tag: string, titleHtml: string, body: readonly string[]): string {
  return [tag, '<summary>', titleHtml, '</summary>\n\n', body.join('\n\n'), '\n\n</details>'].join('')
}
