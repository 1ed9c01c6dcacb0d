import { element, outsideLink } from './element.ts'
import type { PageFunction } from './page-functions.ts'

/** What a function is called and where it stands. */
export function functionHead(subject: PageFunction, candidateWord: string): readonly HTMLElement[] {
  const { short, name, file, line, url, isChanged } = subject
  const place = line > 0 ? `${file}:${line}` : file
  return [
    element('h3', {}, short),
    element('p', { class: 'small full-name' }, name),
    element(
      'p',
      { class: 'place' },
      file === '' ? element('span', { class: 'small' }, 'source unknown') : placeLink(url, place),
      ...changedTag(isChanged, `changed in ${sentenceWord(candidateWord)}`),
    ),
  ]
}

/** Behind a name. */
export function changedTag(isChanged: boolean, label = 'changed'): readonly (HTMLElement | string)[] {
  return isChanged ? [' ', element('span', { class: 'changed' }, label)] : []
}

/** Inside of a sentence: `this PR`, `the candidate`. */
export function sentenceWord(side: string): string {
  const word = side.charAt(0).toLowerCase() + side.slice(1)
  return word.startsWith('this ') ? word : `the ${word}`
}

function placeLink(url: string, place: string): HTMLElement {
  return url === '' ? element('code', {}, place) : outsideLink(url, place)
}
