import { CaptureError } from './capture-error.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ctrl-C and its kind as an AbortSignal, until `release`. The second one ends the process at once. */
export function stopSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController()
  const release = () => {
    for (const name of SIGNALS) process.off(name, stop)
  }
  const stop = (name: NodeJS.Signals) => {
    release()
    controller.abort(new CaptureError(`stopped by ${name}: nothing was written`))
  }
  for (const name of SIGNALS) process.on(name, stop)
  return { signal: controller.signal, release }
}
