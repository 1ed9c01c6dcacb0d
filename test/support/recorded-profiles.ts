import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of INDEX.tsv: a recorded file and what it holds. */
export interface RecordedFile {
  readonly file: string
  readonly kind: string
  /** `type/unit,type/unit`; empty where the file is no profile. */
  readonly sampleTypes: string
  readonly samples: string
  /** Whether `go tool pprof` reads it: yes, no, or n/a. */
  readonly pprofReads: string
}

export interface RecordedPair {
  readonly name: string
  readonly baseline: string
  readonly candidate: string
}

export function recordedFiles(folder: string): readonly RecordedFile[] {
  return table(join(folder, 'INDEX.tsv')).map((row) => ({
    file: row('file'),
    kind: row('kind'),
    // The index explains a name that is empty in brackets.
    sampleTypes: row('sample_types').replace(/ \(.*\)$/, ''),
    samples: row('samples'),
    pprofReads: row('go_pprof_1.19_reads'),
  }))
}

export function recordedPairs(folder: string): readonly RecordedPair[] {
  return table(join(folder, 'PAIRS.tsv')).map((row) => ({
    name: row('pair'),
    baseline: row('baseline'),
    candidate: row('candidate'),
  }))
}

function table(path: string): readonly ((column: string) => string)[] {
  const [head = [], ...rows] = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  return rows.map((row) => (column) => row[head.indexOf(column)] ?? '')
}
