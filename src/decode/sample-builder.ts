import { IndexColumnBuilder, type Int, IntColumnBuilder } from '../model/int64.ts'
import type { SampleColumns } from '../model/profile.ts'

/** The columns of samples as they are decoded. A sample is begun, then its stack, values and labels are pushed. */
export class SampleBuilder {
  /** Leaf first. */
  readonly stack: IndexColumnBuilder
  /** One for each sample type; every sample has to push to each. */
  readonly values: readonly IntColumnBuilder[]
  private readonly stackStart: IndexColumnBuilder
  private readonly labelStart: IndexColumnBuilder
  private readonly labelKey = new IndexColumnBuilder()
  private readonly labelText = new IndexColumnBuilder()
  private readonly labelNumber = new IntColumnBuilder()
  private readonly labelUnit = new IndexColumnBuilder()

  /** @param expected How many samples and frames are expected; any number may come. */
  constructor(typeCount: number, expected: { readonly samples: number; readonly frames: number }) {
    const { samples, frames } = expected
    this.stack = new IndexColumnBuilder(frames)
    this.stackStart = new IndexColumnBuilder(samples + 1)
    this.labelStart = new IndexColumnBuilder(samples + 1)
    this.values = Array.from({ length: typeCount }, () => new IntColumnBuilder(samples))
  }

  begin(): void {
    this.stackStart.push(this.stack.count)
    this.labelStart.push(this.labelKey.count)
  }

  /** Indexes into the string table; a label is text, or a number in a unit, and the other is 0. */
  label(key: number, text: number, number: Int, unit: number): void {
    this.labelKey.push(key)
    this.labelText.push(text)
    this.labelNumber.push(number)
    this.labelUnit.push(unit)
  }

  build(): SampleColumns {
    const count = this.stackStart.count
    this.begin()
    return {
      count,
      stackStart: this.stackStart.build(),
      stack: this.stack.build(),
      values: this.values.map((column) => column.build()),
      labelStart: this.labelStart.build(),
      labels: {
        key: this.labelKey.build(),
        text: this.labelText.build(),
        number: this.labelNumber.build(),
        unit: this.labelUnit.build(),
      },
    }
  }
}
