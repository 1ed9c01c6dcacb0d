/** The things of this GitHub as the REST API shows them (names and members: GitHub's OpenAPI description). */
import type { Repository } from '../repository.ts'
import type { Actor } from '../world.ts'
import type { Call } from './call.ts'

export type Body = Record<string, unknown>

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}${id}`).toString('base64')
}

export function userBody(call: Call, actor: Actor): Body {
  const url = `${call.apiUrl}/users/${encodeURIComponent(actor.login)}`
  const page = `${call.world.serverUrl}/${actor.type === 'Bot' ? `apps/${actor.login.replace('[bot]', '')}` : actor.login}`
  return {
    login: actor.login,
    id: actor.id,
    node_id: nodeId('User', actor.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${actor.id}?v=4`,
    gravatar_id: '',
    url,
    html_url: page,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: actor.type,
    site_admin: false,
  }
}

const repositoryAddresses = [
  'archive assignees blobs branches collaborators comments commits compare contents contributors deployments',
  'downloads events forks git_commits git_refs git_tags hooks issue_comment issue_events issues keys labels',
  'languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags',
  'teams trees',
]
  .join(' ')
  .split(' ')

export function repositoryUrl(call: Call, repository: Repository): string {
  return `${call.apiUrl}/repos/${repository.fullName}`
}

/** The short form, as it stands in runs. */
export function repositoryBody(call: Call, repository: Repository): Body {
  const url = repositoryUrl(call, repository)
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    private: repository.isPrivate,
    owner: userBody(call, call.world.actor(repository.owner)),
    html_url: `${call.world.serverUrl}/${repository.fullName}`,
    description: null,
    fork: repository.parent !== null,
    url,
    ...Object.fromEntries(repositoryAddresses.map((name) => [`${name}_url`, `${url}/${name}`])),
  }
}

/** The long form, as it stands in pull requests. */
export function fullRepositoryBody(call: Call, repository: Repository): Body {
  const { createdAt, fullName } = repository
  const counts = ['forks', 'forks_count', 'open_issues', 'open_issues_count', 'size', 'stargazers_count']
  return {
    ...repositoryBody(call, repository),
    clone_url: `${call.world.serverUrl}/${fullName}.git`,
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    svn_url: `${call.world.serverUrl}/${fullName}`,
    default_branch: repository.defaultBranch,
    ...Object.fromEntries([...counts, 'watchers', 'watchers_count'].map((name) => [name, 0])),
    ...{ has_downloads: true, has_issues: true, has_projects: false, has_wiki: false, has_pages: false },
    ...{ homepage: null, language: 'Go', license: null, mirror_url: null, archived: false, disabled: false },
    ...{ created_at: createdAt, updated_at: createdAt, pushed_at: createdAt },
  }
}
