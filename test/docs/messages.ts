import { type Notice, notice } from '../../src/model/notice.ts'
import { wordFile } from '../../src/report/file-words.ts'
import { PLAIN } from '../../src/report/pen.ts'
import { sentence } from '../../src/report/sentence.ts'
import { noticeText } from '../../src/report/words.ts'

/** The messages of docs/troubleshooting.md as the program says them. */

const said = (what: Notice) => `> ${noticeText(what, PLAIN)}`

function saidOf(path: string, what: Notice): string {
  const { what: predicate, todo } = wordFile(what, PLAIN)
  return `> ${sentence(`${path} ${predicate}`)}${todo === null ? '' : ` ${sentence(todo)}`}`
}

export const MESSAGES: Readonly<Record<string, string>> = {
  'no-candidate': said(notice('no-candidate')),
  'no-profiles': said(notice('no-profiles', { side: 'candidate' })),
  'nothing-pairs': said(notice('nothing-pairs', { baseline: 'heap.pb.gz', candidate: 'mem.pprof' })),
  'missing-profile': said(notice('missing-profile', { path: 'goroutine.pb.gz' })),
  'unmatched-rule': said(notice('unmatched-rule', { rule: 'stuck' })),
  'unmatched-series': said(notice('unmatched-series', { rule: 'leaks' })),
  'no-baseline': said(notice('no-baseline')),
  'baseline-unknown': said(notice('baseline-unknown', { why: 'forbidden', permission: 'actions: read' })),
  'policy-unknown': said(notice('policy-unknown', { why: 'not-found', path: '.github/profile-gate.yml' })),
  'comment-not-written': said(notice('comment-not-written', { why: 'forbidden' })),
  'target-taken': said(notice('target-taken', { name: 'profile-gate-profiles' })),
  'could-be-noise': said(notice('could-be-noise', { name: 'total', repeats: 5, rateBytes: 4096 })),
  'low-power': said(
    notice('low-power', { rule: 'allocation', limitPercent: 10, detectablePercent: 38, settle: 'rate' }),
  ),
  'may-have-moved': said(notice('may-have-moved', { name: 'shop.fill', donor: 'shop.load' })),
  'series-too-short': said(notice('series-too-short', { snapshots: 3, least: 5 })),
  'uniform-shift': said(notice('uniform-shift', { metric: 'alloc_space', percent: 23 })),
  'work-differs': said(notice('work-differs', { what: 'iterations', baseline: 1000, candidate: 1500 })),
  'per-unknown': said(notice('per-unknown', { per: 'op' })),
  'delta-profile': said(notice('delta-profile', { side: 'candidate', kind: 'heap' })),
  'platform-differs': said(notice('platform-differs', { baseline: 'linux/amd64', candidate: 'linux/arm64' })),
  'no-samples': said(notice('no-samples', { side: 'candidate' })),
  'few-events': said(notice('few-events', { metric: 'inuse_space', baseline: 12, candidate: 9 })),
  'no-event-model': said(notice('no-event-model', { why: 'producer' })),
  'acceptance-removable': said(notice('acceptance-removable', { line: 31, name: 'shop.load' })),
  'not-a-profile': saidOf('heap.pb.gz', notice('not-a-profile', { is: 'html' })),
  'cut-off': saidOf('cpu.pb.gz', notice('cut-off', { bytes: 4096 })),
  empty: saidOf('cpu.pb.gz', notice('empty')),
  'lfs-pointer': saidOf('heap.pb.gz', notice('not-a-profile', { is: 'lfs-pointer' })),
}
