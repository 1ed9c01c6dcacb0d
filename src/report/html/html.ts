import { foldTree, MOST_NODES } from '../../graph/build-tree.ts'
import { type CollectedGraphs, GraphCollector } from '../../graph/collector.ts'
import type { GraphData } from '../../graph/graph-data.ts'
import { withUsedFunctions } from '../../graph/used-functions.ts'
import type { Result } from '../../result/result.ts'
import type { MarkdownView } from '../view.ts'
import { PAGE_ASSETS, type PageAssets } from './document.ts'
import { dataElement } from './embed.ts'
import { type GraphFacts, graphData } from './graphs.ts'
import type { PlaceFacts } from './place-facts.ts'
import { type HtmlParts, renderHtml } from './render-html.ts'
import { type PairView, renderPair } from './render-pair.ts'

/** What the report needs of the world. */
export interface HtmlWorld extends PlaceFacts {
  /** gzip, then base64. */
  readonly pack: (text: string) => string
}

/** A larger file is of no use to a reader, and of no use to a browser. */
export const MOST_DATA_BYTES = 8 * 2 ** 20

/** All nodes of a report. */
const MOST_NODES_IN_ALL = 400_000

/** The HTML report: takes profiles as they are judged, or read, then renders. */
export class HtmlReport {
  readonly graphs = new GraphCollector()
  private readonly assets: PageAssets
  private failure: Error | null = null

  constructor(assets: PageAssets = PAGE_ASSETS) {
    this.assets = assets
  }

  /** Takes a pair that was judged. A picture that cannot be made changes no verdict: it is told when it is asked for. */
  addJudged(...judged: Parameters<GraphCollector['addJudged']>): void {
    try {
      this.graphs.addJudged(...judged)
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error(String(error))
    }
  }

  /** Whether there is nothing to explore. */
  get isEmpty(): boolean {
    return this.failure === null && this.graphs.collected.trees.length === 0
  }

  /** One of the user's own functions in each file, as the profiles name both. */
  get functionsByFile(): ReadonlyMap<string, string> {
    const own = this.graphs.collected.functions.filter(({ isOwn, file }) => isOwn && file !== '')
    return new Map(own.map(({ name, file }) => [file, name]))
  }

  /** Of a step. @throws {Error} what kept a profile from being added */
  render(result: Result, view: MarkdownView, world: HtmlWorld): string {
    if (this.failure !== null) throw this.failure
    const parts = this.parts({ ...world, sides: sidesOf(view), checks: result.checks }, world)
    // It does not name itself.
    const links = view.links === null ? null : { ...view.links, report: null }
    return renderHtml(result, { ...view, links, reportPath: null, marker: null }, parts)
  }

  /** Of two profiles without a policy, or of one. */
  renderPair(view: PairView, world: HtmlWorld): string {
    const sides = { baseline: 'Baseline', candidate: view.baseline === null ? 'Profile' : 'Candidate' }
    return renderPair(view, this.parts({ ...world, sides, checks: [] }, world))
  }

  private parts(facts: GraphFacts, { pack }: HtmlWorld): HtmlParts {
    return { ...fitted(this.graphs.collected, facts, pack), assets: this.assets }
  }
}

function sidesOf({ subject }: MarkdownView): GraphData['sides'] {
  const names = { 'this PR': 'This PR', 'this commit': 'This commit', 'the candidate': 'Candidate' }
  return { baseline: 'Baseline', candidate: names[subject] }
}

/** The data, with as few nodes as it takes to be small enough. */
export function fitted(
  collected: CollectedGraphs,
  facts: GraphFacts,
  pack: (text: string) => string,
): { readonly graphs: GraphData | null; readonly data: string } {
  const { trees } = collected
  if (trees.length === 0) return { graphs: null, data: '' }
  const all = trees.reduce((sum, { parent }) => sum + parent.length, 0)
  let most = all <= MOST_NODES_IN_ALL ? MOST_NODES : Math.floor(MOST_NODES_IN_ALL / trees.length)
  for (; ; most = Math.floor(most / 2)) {
    const graphs = graphData(
      withUsedFunctions({ ...collected, trees: trees.map((tree) => foldTree(tree, most)) }),
      facts,
    )
    const data = dataElement(graphs, pack)
    if (data.length <= MOST_DATA_BYTES || most <= 1) return { graphs, data }
  }
}
