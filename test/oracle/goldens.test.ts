import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeRecorded } from '../support/go-tool.ts'
import {
  callgrindReport,
  dotReport,
  tagsReport,
  textReport,
  tracesReport,
  treeReport,
} from '../support/golden-reports.ts'
import { goldenScene } from '../support/golden-scene.ts'
import {
  callgrindNumbers,
  compactLines,
  dotNumbers,
  type PprofGolden,
  pprofGoldens,
  textNumbers,
  traceLines,
  treeNumbers,
} from '../support/pprof-goldens.ts'
import { callGraph } from '../support/pprof-graph.ts'
import { topOf } from '../support/text-table.ts'
import { readProfileFile } from './tables.ts'

describeRecorded("our columns have the numbers of pprof's own goldens:", (folder) => {
  const goldens = pprofGoldens(join(folder, 'pprof-goldens'))
  const sceneOf = (golden: PprofGolden) => goldenScene(readProfileFile(golden.input), golden)
  const ofReport = (...reports: readonly string[]) => goldens.filter(({ report }) => reports.includes(report))

  test.each(ofReport('text'))('$title', (golden) => {
    expect(textReport(sceneOf(golden))).toEqual(textNumbers(golden.text))
  })

  test.each(ofReport('tree', 'peek'))('$title', (golden) => {
    const peek = golden.flags.get('peek')
    const shown = peek === undefined ? undefined : new RegExp(peek)
    expect(treeReport(sceneOf(golden), shown)).toEqual(treeNumbers(golden.text))
  })

  // The boxes of labels are drawing: labels of one node that are near each other become ranges there.
  test.each(ofReport('dot'))('$title, nodes and edges', (golden) => {
    expect(dotReport(sceneOf(golden))).toEqual(dotNumbers(golden.text))
  })

  test.each(ofReport('callgrind'))('$title', (golden) => {
    const [, unit = ''] = /^events: .*\((.*)\)$/m.exec(golden.text) ?? []
    expect(callgrindReport(sceneOf(golden), unit)).toEqual(callgrindNumbers(golden.text))
  })

  test.each(ofReport('tags'))('$title', (golden) => {
    expect(tagsReport(sceneOf(golden), golden.flags.get('unit') ?? 'auto')).toEqual(compactLines(golden.text))
  })

  test.each(ofReport('traces'))('$title', (golden) => {
    expect(tracesReport(sceneOf(golden))).toEqual(traceLines(golden.text))
  })

  test.each(ofReport('comments'))('$title', ({ input, text }) => {
    expect(`${readProfileFile(input).comments.join('\n')}\n`).toBe(text)
  })

  const asked = goldens.flatMap((golden) => {
    const scene = sceneOf(golden)
    return scene.table === null || scene.graph.isTree ? [] : [{ title: golden.title, scene, table: scene.table }]
  })

  // The engine has no graph; its tables are the nodes of one.
  test.each(asked)('the nodes of $title are our table', ({ scene, table }) => {
    const nodes = callGraph(scene.graph, null).nodes.map(({ name, flat, cum }) => `${flat} ${cum} ${name}`)
    const rows = topOf([scene.profile], table).rows.map(({ name, flat, cum }) => `${flat} ${cum} ${name}`)
    expect(rows.toSorted()).toEqual(nodes.toSorted())
  })

  test('none is left out', () => {
    expect(goldens.length).toBe(45)
    expect(asked.length).toBeGreaterThan(25)
  })
})
