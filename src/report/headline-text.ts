import type { Result } from '../result/result.ts'
import { clean, clip } from './escape.ts'
import { headlineOf } from './headline.ts'
import { PLAIN } from './pen.ts'
import { namesOf } from './surface-names.ts'

const MOST_CODE_POINTS = 200

/** The numbers of the verdict in one plain line: `heap +23.1 MiB (+56%), goroutines +240`. Clean, not escaped. */
export function headlineText(result: Result): string {
  const { verdict, detail } = headlineOf(result, namesOf(result), PLAIN)
  return clip(clean(detail ?? verdict), MOST_CODE_POINTS)
}
