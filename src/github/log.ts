/** What the parts of the action say while they work; `main.ts` gives them the job's log. Texts are cleaned by it. */
export interface Log {
  readonly info: (text: string) => void
  /** An annotation of the run. */
  readonly warning: (text: string) => void
  /** Lines said meanwhile are folded under a title. */
  readonly group: <Answer>(title: string, work: () => Promise<Answer>) => Promise<Answer>
}
