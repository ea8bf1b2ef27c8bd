import { late } from '../../ui/late.tsx'

/** Begins to load the editor, beside the bytes that it will show. */
export const loadCodeView = () => import('./CodeView.tsx')

export const LazyCodeView = late(async () => (await loadCodeView()).CodeView)
