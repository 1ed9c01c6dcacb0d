/**
 * Waits, but no longer than until `early` is settled.
 * @throws the reason of the signal, as soon as it is aborted
 */
export function pause(ms: number, signal: AbortSignal, early?: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      settle()
    }
    const stop = () => end(() => reject(signal.reason))
    const timer = setTimeout(() => end(resolve), Math.max(0, ms))
    signal.addEventListener('abort', stop)
    early?.then(
      () => end(resolve),
      () => end(resolve),
    )
  })
}
