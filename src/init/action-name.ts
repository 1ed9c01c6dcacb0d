/** The action as the documents name it. */
export const ACTION = 'OWNER/profile-gate@v1'
