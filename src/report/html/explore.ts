import { escaped } from './markup.ts'

/** What opens first. */
export interface Explore {
  readonly profile: string
  readonly metric: string
  readonly width: 'candidate' | 'baseline' | 'growth' | 'shrink'
}

/** Where the script builds its views. */
export function exploreSection({ profile, metric, width }: Explore): string {
  return `<section id="explore" data-profile="${escaped(profile)}" data-metric="${escaped(metric)}" data-width="${width}">
<h2>Explore</h2>
<noscript><p>The flame graph and the table of functions need the script in this file, and scripts are blocked here. Save the file and open it in a browser.</p></noscript>
</section>`
}
