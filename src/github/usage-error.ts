/**
 * The step is used in a wrong way: an input, the event, or the place where it runs. The message says what was given,
 * what is allowed and what to do. It fails the step whatever `fail-on` says.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
