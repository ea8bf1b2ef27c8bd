import type { Head } from '../../oss/types.ts'
import type { Ctx } from '../ctx.ts'
import { type Bytes, filesOf } from '../localFiles.ts'
import { rangesOf } from '../plan/method.ts'
import type { Pinned } from '../types.ts'
import { combine, crc64, type Summed } from './crc64.ts'

/** Whether a file of this computer holds the bytes of an object; what can't be told is not the same. */
export async function isSameFile(
  file: Pick<Pinned, 'key' | 'size' | 'modified'>,
  { size, crc64: wanted }: Pick<Head, 'size' | 'crc64'>,
  ctx: Ctx,
): Promise<boolean> {
  if (!wanted || file.size !== size) return false
  const local = filesOf(ctx)
  const read = (from: number, to: number) => local.read(file, from, to)
  return String(combine(await sumsOf(file.size, read, ctx))) === wanted
}

/** The sums of bytes that are near, a little at a time. */
export async function sumsOf(
  size: number,
  read: (from: number, to: number) => Promise<Bytes>,
  { settings, signal, memory }: Pick<Ctx, 'settings' | 'signal' | 'memory'>,
): Promise<Summed[]> {
  const sums: Summed[] = []
  for (const { from, to } of rangesOf(size, settings.relayPart)) {
    const sum = async () => crc64(await read(from, to))
    sums.push({ crc: await memory.hold(to - from, sum, signal), length: to - from })
  }
  return sums
}
