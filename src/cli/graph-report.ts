import type { Frames } from '../diff/frames.ts'
import type { ProfileKind } from '../model/kind.ts'
import type { Metric } from '../model/metric.ts'
import { htmlWorld, openHtml } from './html-world.ts'
import type { Io } from './io.ts'
import type { Options } from './options.ts'
import type { TableOptions } from './profiles.ts'
import { save } from './save.ts'

interface Shown {
  readonly options: Options
  readonly table: TableOptions
  readonly kinds: readonly ProfileKind[]
  /** The one that the table shows. */
  readonly metric: Metric | undefined
  readonly io: Io
}

/** Writes the call trees that `--html` asks for; of one profile there is no baseline. */
export async function saveGraphs(
  sides: { readonly baseline: readonly Frames[]; readonly candidate: readonly Frames[] },
  { options, table, kinds, metric, io }: Shown,
): Promise<void> {
  const path = options.value('html')
  if (path === null) return
  const { HtmlReport } = await openHtml()
  const report = new HtmlReport()
  const [first = '', second] = options.positionals
  const { ownCode, selection, view } = table
  const kind = kinds[0] ?? 'other'
  report.graphs.addFrames({ profile: second ?? first, kind, ...sides, ownCode, selection })
  const names = second === undefined ? { baseline: null, candidate: first } : { baseline: first, candidate: second }
  const shown = { version: io.version, ...names, metric: metric?.name ?? null, chosenBy: chosenBy(options) }
  save(path, () => report.renderPair(shown, htmlWorld(view.trimming, io)))
}

/** The options that leave samples out. */
function chosenBy(options: Options): readonly string[] {
  return ['focus', 'ignore', 'tag-focus'].flatMap((name) => {
    const value = options.value(name)
    return value === null || value === '' ? [] : [`--${name}=${value}`]
  })
}
