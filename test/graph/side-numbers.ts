export interface SideNumbers {
  readonly baseline: number
  readonly candidate: number
}
