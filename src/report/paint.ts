/** ANSI colours of a terminal; without them every text stays as it is. No information is in colour alone. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
  readonly cyan: (text: string) => string
  readonly plain: (text: string) => string
}

export function paint(colour: boolean): Paint {
  const wrap = (start: number, end: number) => (text: string) =>
    colour && text !== '' ? `\u001b[${start}m${text}\u001b[${end}m` : text
  return {
    bold: wrap(1, 22),
    red: wrap(31, 39),
    yellow: wrap(33, 39),
    green: wrap(32, 39),
    cyan: wrap(36, 39),
    plain: (text) => text,
  }
}
