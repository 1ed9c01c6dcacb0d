/** Where a repository keeps its policy. */
export const DEFAULT_POLICY_PATH = '.github/profile-gate.yml'

/** A name that people give it instead; it must not be passed over. */
export const MISNAMED_POLICY_PATH = '.github/profile-gate.yaml'
