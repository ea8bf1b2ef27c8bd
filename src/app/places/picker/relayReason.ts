/** Why OSS itself can't copy there. */
export type WhyRelay = 'region' | 'account'
