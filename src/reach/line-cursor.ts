/** Goes through the lines of a text without making a copy of each: a difference may have a million. */
export class LineCursor {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length
  }

  /** First character of the line; empty for an empty line and at the end. */
  get first(): string {
    const character = this.text[this.at] ?? ''
    return character === '\n' ? '' : character
  }

  startsWith(start: string): boolean {
    return this.text.startsWith(start, this.at)
  }

  /** The line without its end; only LF ends one. */
  get line(): string {
    return this.text.slice(this.at, this.end)
  }

  skip(): void {
    this.at = this.end + 1
  }

  private get end(): number {
    const end = this.text.indexOf('\n', this.at)
    return end < 0 ? this.text.length : end
  }
}
