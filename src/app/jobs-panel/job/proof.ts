import type { TFunction } from 'i18next'
import type { JobView, ProofKind } from '../../../engine/jobs/types.ts'

/** The strongest first. */
export const proofKinds = ['crc64', 'etag', 'asked', 'answer', 'unverified'] as const satisfies ProofKind[]

/** What showed that a job's objects are right, in a word or two: what could not be shown comes first. */
export function proofOf(proofs: JobView['proofs'], t: TFunction<'panel'>): string | undefined {
  if (proofs?.unverified) return t('proof.notAll', { count: proofs.unverified.count })
  const names = (['crc64', 'etag', 'asked'] as const)
    .filter((kind) => proofs?.[kind])
    .map((kind) => t(`proof.short.${kind}`))
  return names.length > 0 ? t('proof.by', { how: names.join(t('plan.and')) }) : undefined
}
