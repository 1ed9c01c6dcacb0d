/** The artifact in which a run stores its candidate, the baseline of later runs. */
export function artifactName(target: string | null): string {
  return `profile-gate-profiles${target === null ? '' : `-${target}`}`
}
