const FORM = /^(?:(\d{1,4})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,6}(?:\.\d{1,3})?)s)?(?:(\d{1,9})ms)?$/
const LONGEST_MS = 24 * 3_600_000

/** Milliseconds of a duration as Go writes it: `30s`, `1m30s`, `500ms`, `0`. Null for anything else, or more than a day. */
export function durationMs(text: string): number | null {
  if (text === '0') return 0
  const [, hours = '0', minutes = '0', seconds = '0', milliseconds = '0'] = FORM.exec(text) ?? []
  if (text === '' || !FORM.test(text)) return null
  const all = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(milliseconds)
  return all <= LONGEST_MS ? Math.round(all) : null
}

/** The same the other way round, for readers: `1m30s`. */
export function durationText(ms: number): string {
  if (ms === 0) return '0s'
  if (ms < 1000) return `${Math.round(ms)}ms`
  const seconds = Math.round(ms / 1000)
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const
  return parts.flatMap(([count, unit]) => (count === 0 ? [] : [`${count}${unit}`])).join('')
}
