import type { GraphData, GraphProfile } from '../graph/graph-data.ts'

/** The graphs that the page carries; null if it has none. Throws an Error that says what is wrong with them. */
export async function loadGraphs(): Promise<GraphData | null> {
  const host = document.getElementById('graphs')
  if (host === null) return null
  const text = host.textContent ?? ''
  const isPacked = host.dataset['encoding'] === 'gzip-base64'
  return checked(JSON.parse(isPacked ? await unpack(text) : text))
}

async function unpack(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).text()
}

/** Everything that is read by number is checked here once, so that nothing is drawn of a file that was cut or edited. */
function checked(data: GraphData): GraphData {
  if (data.version !== 1) throw new Error(`it is of version ${String(data.version)}, this page reads version 1`)
  const functions = data.frames.name.length
  for (const column of Object.values(data.frames)) demand(column.length === functions, 'columns of functions differ')
  for (const profile of data.profiles) checkProfile(profile, functions)
  return data
}

function checkProfile({ parent, frame, metrics }: GraphProfile, functions: number): void {
  demand(parent.length > 0 && frame.length === parent.length && metrics.length > 0, 'a call tree is empty')
  for (let node = 0; node < parent.length; node++) {
    const isRoot = node === 0
    const above = parent[node] as number
    // In preorder a parent is the node before, or above that.
    let before = node - 1
    while (before > above && before > 0) before = parent[before] as number
    demand(before === above, 'a call tree has no order')
    const of = frame[node] as number
    demand(isRoot || (Number.isInteger(of) && of >= 0 && of < functions), 'a call tree names an unknown function')
  }
  for (const { baseline, candidate } of metrics) {
    demand(baseline.length === parent.length && candidate.length === parent.length, 'values are missing')
  }
}

function demand(isTrue: boolean, mistake: string): void {
  if (!isTrue) throw new Error(mistake)
}
