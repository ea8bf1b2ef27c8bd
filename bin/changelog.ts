/** The section of a version in CHANGELOG.md, without its heading. Throws when there is none, or nothing in it. */
export function sectionOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const found = sections.find((section) => section.split(/[\s(]/, 1)[0] === version)
  const text = found?.slice(found.indexOf('\n')).trim()
  if (!text) throw new Error(`CHANGELOG.md says nothing of ${version}: give it a heading "## ${version}".`)
  return text
}
