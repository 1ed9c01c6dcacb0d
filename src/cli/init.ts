import { resolve } from 'node:path'
import { type Initialized, initialize, LinkError } from '../init/init.ts'
import { renderInitialized } from '../init/report.ts'
import { clean } from '../report/escape.ts'
import { InputError, whyNot } from './errors.ts'
import type { Command } from './io.ts'
import { readOptions } from './options.ts'

/** `profile-gate init`: writes a policy and a workflow that fit this repository. */
export const init: Command = (args, io) => {
  const { format } = readOptions(args, {}, [])
  const initialized = initializeIn(resolve(io.folder))
  if (initialized.files.length === 0) throw new InputError(nothingToMeasure(initialized))
  io.print(renderInitialized(initialized, format))
  return 0
}

function nothingToMeasure({ root, findings }: Initialized): string {
  const [module] = findings.modules
  if (module === undefined) {
    return (
      `there is no go.mod in ${clean(root)}: init writes the configuration of Go repositories. For others docs/workflows.md has ` +
      'workflows to paste; the gate itself reads the profiles of every language.'
    )
  }
  return (
    `${clean(module.path)} has nothing to measure yet: no benchmark, and no program that imports net/http/pprof. Nothing was written.\n` +
    'For a library write a benchmark, func BenchmarkName(b *testing.B) in a file that ends in _test.go.\n' +
    'For a service import _ "net/http/pprof" in its main and serve it: go http.ListenAndServe("localhost:6060", nil).\n' +
    'Then run profile-gate init again.'
  )
}

function initializeIn(folder: string): Initialized {
  try {
    return initialize(folder)
  } catch (error) {
    if (error instanceof LinkError) throw new InputError(error.message)
    const { path = folder } = error as NodeJS.ErrnoException
    throw new InputError(`${path} could not be written: ${whyNot(error)}`)
  }
}
