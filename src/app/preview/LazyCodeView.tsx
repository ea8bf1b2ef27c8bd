import { lazy } from 'react'

/** Begins to load the editor, beside the bytes that it will show. */
export const loadCodeView = () => import('./CodeView.tsx')

export const LazyCodeView = lazy(async () => ({ default: (await loadCodeView()).CodeView }))
