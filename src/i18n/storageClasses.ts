import type { Texts } from './text.ts'

/** Storage classes, for every area that names them: areas are loaded apart, so each holds them. */
export const storageClasses = {
  'class.Standard': ['标准存储', 'Standard'],
  'class.IA': ['低频访问', 'Infrequent Access'],
  'class.Archive': ['归档存储', 'Archive'],
  'class.ColdArchive': ['冷归档存储', 'Cold Archive'],
  'class.DeepColdArchive': ['深度冷归档存储', 'Deep Cold Archive'],
} satisfies Texts
