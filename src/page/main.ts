import type { GraphData } from '../graph/graph-data.ts'
import type { Address } from './address.ts'
import { element } from './element.ts'
import { Explorer } from './explorer.ts'
import { WIDTH_MODES } from './layout.ts'
import { loadGraphs } from './load.ts'
import { addThemeButton } from './theme.ts'

let explorer: Explorer | null = null

const header = document.querySelector('header')
if (header !== null) addThemeButton(header, () => explorer?.repaint())
const section = document.getElementById('explore')
if (section !== null) void explore(section)

async function explore(host: HTMLElement): Promise<void> {
  try {
    const data = await loadGraphs()
    if (data === null || data.profiles.length === 0) return
    const made = new Explorer(host, data, defaultAddress(host, data))
    explorer = made
    if (made.open(location.hash)) bringIntoView(host)
    else made.start()
    listenToLinks(made, host)
    host.dataset['ready'] = 'true'
    performance.mark('explore-ready')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    host.append(
      element('p', { class: 'problem', role: 'alert' }, `The graphs of this report cannot be shown: ${reason}.`),
    )
  }
}

function defaultAddress(host: HTMLElement, { profiles }: GraphData): Address {
  const { profile: wanted, metric, width } = host.dataset
  const profile = profiles.find(({ name }) => name === wanted) ?? profiles[0]
  return {
    profile: profile?.name ?? '',
    metric: profile?.metrics.find(({ name }) => name === metric)?.name ?? profile?.metrics[0]?.name ?? '',
    view: 'flame',
    width: WIDTH_MODES.find((mode) => mode === width) ?? 'candidate',
    function: '',
    search: '',
    own: false,
  }
}

/** The rows of the tables link into the graphs, and functions to each other: back and forward lead through them. */
function listenToLinks(made: Explorer, host: HTMLElement): void {
  const follow = () => {
    if (made.open(location.hash)) bringIntoView(host)
    else if (location.hash === '') made.start()
  }
  addEventListener('hashchange', follow)
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
    // A link to where the reader already is changes no address.
    if (link instanceof HTMLAnchorElement && link.hash === location.hash) follow()
    if (link instanceof HTMLAnchorElement && !host.contains(link)) requestAnimationFrame(() => made.focus())
  })
}

function bringIntoView(host: HTMLElement): void {
  const { top } = host.getBoundingClientRect()
  if (top < 0 || top > innerHeight / 3) host.scrollIntoView({ block: 'start' })
}
