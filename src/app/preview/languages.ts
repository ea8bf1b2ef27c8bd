import { StreamLanguage, type StreamParser } from '@codemirror/language'
import { ownValue } from '../../oss/ownValue.ts'

const script = () => import('@codemirror/legacy-modes/mode/javascript')
const like = () => import('@codemirror/legacy-modes/mode/clike')
const markup = () => import('@codemirror/legacy-modes/mode/xml')
const styles = () => import('@codemirror/legacy-modes/mode/css')

/** A language by the ending of a name; each is loaded when it is first needed. */
const loaders: Record<string, [load: () => Promise<object>, name: string]> = {
  js: [script, 'javascript'],
  mjs: [script, 'javascript'],
  jsx: [script, 'javascript'],
  ts: [script, 'typescript'],
  tsx: [script, 'typescript'],
  json: [script, 'json'],
  css: [styles, 'css'],
  html: [markup, 'html'],
  htm: [markup, 'html'],
  vue: [markup, 'html'],
  xml: [markup, 'xml'],
  svg: [markup, 'xml'],
  c: [like, 'c'],
  h: [like, 'c'],
  cpp: [like, 'cpp'],
  java: [like, 'java'],
  py: [() => import('@codemirror/legacy-modes/mode/python'), 'python'],
  sh: [() => import('@codemirror/legacy-modes/mode/shell'), 'shell'],
  yml: [() => import('@codemirror/legacy-modes/mode/yaml'), 'yaml'],
  yaml: [() => import('@codemirror/legacy-modes/mode/yaml'), 'yaml'],
  toml: [() => import('@codemirror/legacy-modes/mode/toml'), 'toml'],
  ini: [() => import('@codemirror/legacy-modes/mode/properties'), 'properties'],
  conf: [() => import('@codemirror/legacy-modes/mode/properties'), 'properties'],
  sql: [() => import('@codemirror/legacy-modes/mode/sql'), 'standardSQL'],
  go: [() => import('@codemirror/legacy-modes/mode/go'), 'go'],
  rs: [() => import('@codemirror/legacy-modes/mode/rust'), 'rust'],
  rb: [() => import('@codemirror/legacy-modes/mode/ruby'), 'ruby'],
}

/** Undefined for what has no colours. */
export async function languageOf(name: string) {
  const [load, word] = ownValue(loaders, name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? []
  const parser = load && word ? ((await load()) as Record<string, StreamParser<unknown>>)[word] : undefined
  return parser && StreamLanguage.define(parser)
}
