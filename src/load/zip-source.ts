import { readSync } from 'node:fs'
import { type Notice, notice } from '../model/notice.ts'
import type { SideErrorCode, ZipDamage } from './loaded.ts'

/** Why a whole zip cannot be used; `path` is added to the arguments by whoever knows it. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
  readonly reason: Notice<SideErrorCode>

  constructor(reason: Notice<SideErrorCode>) {
    super(reason.code)
    this.reason = reason
  }
}

/** What fields of 16 and 32 bits hold where the zip64 record has their value: PKWARE APPNOTE 4.4.1.4. */
export const FULL16 = 0xffff
export const FULL32 = 0xffffffff

export function damaged(detail: ZipDamage): ZipError {
  return new ZipError(notice('zip-damaged', { detail }))
}

/** An open zip, read by position: in memory is nothing but what was asked for. */
export interface ZipSource {
  readonly sizeBytes: number
  /** Zeros where the file has become shorter than it was: whoever opened it finds out and drops what came of them. */
  readonly read: (offset: number, lengthBytes: number) => Buffer
}

export function zipSource(descriptor: number, sizeBytes: number): ZipSource {
  return {
    sizeBytes,
    read: (offset, lengthBytes) => {
      const buffer = Buffer.allocUnsafe(lengthBytes)
      let filled = 0
      while (filled < lengthBytes) {
        const count = readSync(descriptor, buffer, filled, lengthBytes - filled, offset + filled)
        if (count === 0) return buffer.fill(0, filled)
        filled += count
      }
      return buffer
    },
  }
}
