/** Colours of the canvas: those of the style sheet, so that both themes are in one place. */

const VARIABLES = {
  background: '--page',
  box: '--flame-box',
  /** A box that the eye should pass over: callers of what is zoomed, what a search did not find. */
  quietBox: '--flame-quiet',
  grew: '--grew',
  grewBelow: '--grew-pale',
  new: '--new',
  shrank: '--shrank',
  shrankBelow: '--shrank-pale',
  gone: '--gone',
  text: '--text',
  quietText: '--muted',
  textOnSolid: '--on-solid',
  match: '--match',
  selected: '--accent',
} as const

export interface Palette extends Readonly<Record<keyof typeof VARIABLES, string>> {
  readonly font: string
}

/** A canvas knows no variables: the host wears each colour for a moment, to be asked what it is. */
export function paletteOf(host: HTMLElement): Palette {
  const style = getComputedStyle(host)
  const colours = Object.entries(VARIABLES).map(([name, variable]) => {
    host.style.color = `var(${variable})`
    return [name, style.color]
  })
  host.style.color = ''
  const font = `12px ${style.getPropertyValue('--mono')}`
  return { ...(Object.fromEntries(colours) as Record<keyof typeof VARIABLES, string>), font }
}
