import { knownCommands, parseCommand, type WorkflowCommand } from './workflow-command.ts'

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly message: string
  readonly title?: string
  readonly file?: string
  readonly line?: number
  readonly endLine?: number
  readonly col?: number
  readonly endColumn?: number
}

/** GitHub keeps so many of each level per step, and so much of a message. */
const annotationLimit = 10
const messageLimit = 4096

/**
 * What the runner makes of a step's lines: the log as a reader sees it, and the annotations. Commands are done in the
 * order of the lines, and secrets are masked from the line on that tells them.
 */
export class JobLog {
  readonly lines: string[] = []
  readonly annotations: Annotation[] = []
  /** What a well-behaved action does not do, although the runner lets it pass or only grumbles. */
  readonly violations: string[] = []
  readonly outputs: [string, string][] = []
  /** A command failed the step. */
  hasFailed = false
  readonly #known = new Set(knownCommands)
  /** Never to be written, not even where they would be masked. */
  readonly #secrets: readonly string[]
  readonly #masks: string[]
  #stopToken: string | null = null
  #isInGroup = false
  #counts = { error: 0, warning: 0, notice: 0 }
  readonly #showsDebug: boolean

  constructor(secrets: readonly string[], showsDebug: boolean) {
    this.#secrets = secrets.filter((secret) => secret !== '')
    this.#masks = [...this.#secrets]
    this.#showsDebug = showsDebug
  }

  /** A line that the step wrote, on either stream. */
  read(line: string): void {
    const command = parseCommand(line, this.#known)
    if (command?.name !== 'add-mask') this.#lookForSecrets(line, 'the log')
    if (this.#stopToken !== null) {
      if (command?.name === this.#stopToken) this.#resume()
      this.#write(line)
      return
    }
    if (command === null) {
      const unknown = /^\s*::([\w-]+)(?: [^:]*)?::/.exec(line)?.[1]
      if (unknown !== undefined) this.violations.push(`unknown command ${unknown}: ${line}`)
      this.#write(line)
      return
    }
    if (command.grammar === 'old') this.violations.push(`a command in the old grammar: ${line}`)
    this.#do(command, line)
  }

  /** Something that the runner itself says about the step. */
  warn(message: string): void {
    this.#annotate({ level: 'warning', message })
  }

  fail(message: string): void {
    this.#annotate({ level: 'error', message })
    this.hasFailed = true
  }

  /** After the last line. */
  end(): void {
    if (this.#stopToken !== null) this.violations.push('commands were stopped and never resumed')
    if (this.#isInGroup) this.violations.push('a group was left open')
    for (const [level, count] of Object.entries(this.#counts)) {
      const lost = count - annotationLimit
      if (lost > 0) this.violations.push(`${lost} annotations of level ${level} over the limit of ${annotationLimit}`)
    }
  }

  lookForSecrets(text: string, where: string): void {
    this.#lookForSecrets(text, where)
  }

  masked(text: string): string {
    return this.#masks.reduce((current, secret) => current.replaceAll(secret, '***'), text)
  }

  #lookForSecrets(text: string, where: string): void {
    if (this.#secrets.some((secret) => text.includes(secret))) this.violations.push(`a secret was written to ${where}`)
  }

  #write(text: string): void {
    this.lines.push(...this.masked(text).split('\n'))
  }

  #resume(): void {
    this.#known.delete(this.#stopToken ?? '')
    this.#stopToken = null
  }

  #do(command: WorkflowCommand, line: string): void {
    const { name, data } = command
    switch (name) {
      case 'error':
      case 'warning':
      case 'notice':
        this.#annotate(annotationOf(name, command))
        break
      case 'debug':
        if (this.#showsDebug) this.#write(`##[debug]${data}`)
        break
      case 'group':
        if (this.#isInGroup) this.violations.push(`a group inside a group: ${data}`)
        this.#isInGroup = true
        this.#write(`##[group]${data}`)
        break
      case 'endgroup':
        if (!this.#isInGroup) this.violations.push('the end of a group that was not begun')
        this.#isInGroup = false
        this.#write('##[endgroup]')
        break
      case 'add-mask':
        this.#mask(data)
        break
      case 'stop-commands':
        this.#stopToken = data.toLowerCase()
        this.#known.add(this.#stopToken)
        this.#write(line)
        break
      case 'set-output':
      case 'save-state':
        this.violations.push(`${name} is deprecated`)
        if (name === 'set-output') this.outputs.push([command.properties['name'] ?? '', data])
        break
      case 'set-env':
      case 'add-path':
        this.violations.push(`${name} is refused by the runner`)
        this.fail(`Unable to process command '${line}' successfully.`)
        break
      default:
        // echo, add-matcher, remove-matcher: change how later lines are shown, which no action here needs.
        this.violations.push(`the command ${name} is not used by well-behaved actions`)
    }
  }

  #mask(data: string): void {
    if (data.trim() === '') {
      this.warn("Can't add secret mask for empty string in ##[add-mask] command.")
      return
    }
    if (data.trim().length < 4) this.violations.push(`a mask of ${data.trim().length} characters blots out the log`)
    for (const part of [data, ...data.split(/\r?\n/)]) if (part.trim() !== '') this.#masks.push(part)
  }

  #annotate(annotation: Annotation): void {
    const message = this.masked(annotation.message)
    this.lines.push(...`##[${annotation.level}]${message}`.split('\n'))
    this.#counts[annotation.level] += 1
    if (message.length > messageLimit) this.violations.push(`a message of ${message.length} characters was cut`)
    if (this.#counts[annotation.level] > annotationLimit) return
    this.annotations.push({ ...annotation, message: message.slice(0, messageLimit) })
  }
}

function annotationOf(level: Annotation['level'], { data, properties }: WorkflowCommand): Annotation {
  const number = (name: string): number | undefined => {
    const text = properties[name.toLowerCase()]
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
  }
  const numbers = (['line', 'endLine', 'col', 'endColumn'] as const).flatMap((name) => {
    const value = number(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  const texts = (['title', 'file'] as const).flatMap((name) => {
    const value = properties[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { level, message: data, ...Object.fromEntries([...texts, ...numbers]) }
}
