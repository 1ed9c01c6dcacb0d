import type { Notice } from './notice.ts'

/** What is to be had of a source file that a profile names. */
export type SourceText =
  | {
      readonly kind: 'read'
      /** As a surface shows it: relative where the file lies in the folder that the command runs in. */
      readonly path: string
      /** Without line breaks; line 1 is the first. */
      readonly lines: readonly string[]
    }
  | { readonly kind: 'unread'; readonly reason: Notice }
