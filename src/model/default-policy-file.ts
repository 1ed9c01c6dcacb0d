/** How results name the policy of repositories that have none. */
export const DEFAULT_POLICY_FILE = 'default-policy.yml'
