/** One text in both languages, side by side. English that counts gives two forms, chosen by `{{count}}`: of one, of many. */
type Text = readonly [zh: string, en: string, enMany?: string]

/** The texts of one area. A text that lacks a language does not compile. */
export type Texts = Record<string, Text>
