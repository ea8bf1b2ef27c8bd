/** What an object probably holds, by the end of its name: chooses the icon, nothing more. */
export type Kind = 'image' | 'video' | 'audio' | 'text' | 'code' | 'package' | 'pdf' | 'table' | 'file'

const kinds: Record<Exclude<Kind, 'file'>, string> = {
  image: 'png jpg jpeg gif webp avif svg bmp tif tiff heic ico psd',
  video: 'mp4 mov mkv webm avi flv m4v ts m3u8',
  audio: 'mp3 wav flac aac ogg m4a wma',
  text: 'txt md log rtf doc docx odt tex srt',
  code: 'js mjs jsx tsx html htm css json xml yml yaml py java go rs c h cpp sh sql toml ini conf vue php rb',
  package: 'zip gz tgz tar bz2 xz 7z rar zst jar war apk iso dmg img bak dump',
  pdf: 'pdf',
  table: 'csv tsv xls xlsx ods parquet orc avro',
}

const byEnding = new Map(
  Object.entries(kinds).flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind as Kind])),
)

export function kindOf(name: string): Kind {
  return byEnding.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'file'
}
