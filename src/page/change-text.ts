import type { SideValue } from './call-tree.ts'
import { changeKind, type NoiseBand } from './change.ts'

/** The class that colours a change: none where it could be noise. */
export function changeClass(value: SideValue, band: NoiseBand): string {
  const kind = changeKind(value, band)
  if (kind === 'same') return 'num same'
  return kind === 'grew' || kind === 'new' ? 'num up' : 'num down'
}
