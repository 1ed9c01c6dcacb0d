import { expectGolden } from '../golden.ts'
import { resultText } from './result-text.ts'
import { type Case, gate } from './run.ts'

/** Judges each case and compares what comes out with `TOPIC.golden.txt`; `UPDATE_GOLDEN=1` rewrites it. */
export function expectCases(topic: string, cases: Readonly<Record<string, Case>>): void {
  const blocks = Object.entries(cases).map(([name, made]) => `# ${name}\n${resultText(gate(made))}\n`)
  expectGolden(`../gate/${topic}.golden.txt`, blocks.join('\n'))
}
