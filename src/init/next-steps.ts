import { MISNAMED_POLICY_PATH } from '../policy/paths.ts'
import { ACTION } from './action-name.ts'
import type { Initialized } from './init.ts'
import type { BenchmarkPart, Part, ServicePart } from './part.ts'
import { LOAD_SECONDS } from './service-steps.ts'

/** What is left to the user, in the order in which to do it. */
export function nextSteps({ findings, files }: Initialized): readonly string[] {
  const { parts, branch } = findings
  const kept = files.filter(({ state }) => state === 'kept')
  const rename = kept.some(({ path }) => path === MISNAMED_POLICY_PATH)
    ? [`Rename ${MISNAMED_POLICY_PATH} to profile-gate.yml: under its name it is not found.`]
    : []
  const others = findings.workflows.filter(({ path, gates }) => !gates && kept.some((file) => file.path === path))
  if (others.length > 0) {
    const inTheWay = others.map(
      ({ path }) =>
        `Rename ${path}, which has no step of profile-gate, and run init again: the workflow takes its place.`,
    )
    return [...rename, ...inTheWay]
  }
  if (kept.length === files.length) return rename
  const writesWorkflow = files.some(({ what, state }) => what === 'workflow' && state === 'written')
  const fit = kept.map(
    ({ path }) => `See whether ${path}, which was there, fits what was written: policy explain tells.`,
  )
  return [
    ...rename,
    ...(writesWorkflow ? inWorkflow(parts) : []),
    ...fit,
    ...(writesWorkflow ? tryOut(parts.filter((part) => part.kind === 'benchmarks')) : []),
    `Commit and open a pull request. It has nothing to be compared with yet and passes. Merged, ${branch.name} stores the first baseline.`,
    ...(writesWorkflow
      ? [`Make the check ${parts.length > 1 ? 'gate' : parts[0]?.kind} required (Settings, Rules).`]
      : []),
  ]
}

function inWorkflow(parts: readonly Part[]): readonly string[] {
  const services = parts.filter((part) => part.kind === 'service')
  const namesOf = (those: readonly ServicePart[]) => those.map(({ target }) => target).join(', ')
  const noLoad = services.filter(({ load }) => load === null)
  const noAddress = services.filter(({ address }) => !address.isSeen)
  return [
    `In the workflow write the account that you take the action from in the place of OWNER: ${ACTION}.`,
    ...(noLoad.length === 0
      ? []
      : [`And the load of ${namesOf(noLoad)}: requests for more than ${LOAD_SECONDS} s. Until then its job fails.`]),
    ...(noAddress.length === 0 ? [] : [`And the url of ${namesOf(noAddress)}, if it is not the usual one.`]),
  ]
}

/** The script of the workflow, by hand. */
function tryOut([first, ...others]: readonly BenchmarkPart[]): readonly string[] {
  if (first === undefined) return []
  const packages = first.packages.map(({ path }) => path).join(' ')
  const leg = others.length > 0 ? `export MODULE=${first.module.folder} PACKAGES='${packages}'; ` : ''
  const script = 'paste the script of its step Measure into bash here'
  return [
    `Try it: ${leg}${script}; mv profiles baseline; change the code, paste it again; profile-gate compare baseline profiles.`,
  ]
}
