/**
 * A disk in memory, as File System Access shows it: what a stream wrote is there when the stream is closed, and not before. It may take
 * names that differ in case or normal form for one, and files may be moved on it, as the browser and the system have it.
 */
import { foldedBy, type NameFolding } from '../src/engine/localPath.ts'

type Entry = MemoryFile | MemoryFolder
type Kind = NameFolding & { moves: boolean }

export class MemoryFolder {
  readonly kind = 'directory'
  readonly name: string
  readonly disk: Kind
  readonly items = new Map<string, Entry>()
  constructor(name = 'disk', disk: Partial<Kind> = {}) {
    this.name = name
    this.disk = { case: false, form: false, moves: false, ...disk }
  }

  /** By the name under which the disk knows it. */
  private folded(name: string): string {
    return foldedBy(this.disk)(name)
  }

  async *entries(): AsyncGenerator<[string, Entry]> {
    for (const item of this.items.values()) yield [item.name, item]
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
    requireName(name)
    const found = this.items.get(this.folded(name)) ?? (create ? new MemoryFile(name, this) : undefined)
    if (!found) throw new DOMException('', 'NotFoundError')
    if (!(found instanceof MemoryFile)) throw new DOMException('', 'TypeMismatchError')
    this.put(found)
    return found
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    requireName(name)
    const found = this.items.get(this.folded(name)) ?? (create ? new MemoryFolder(name, this.disk) : undefined)
    if (!found) throw new DOMException('', 'NotFoundError')
    if (!(found instanceof MemoryFolder)) throw new DOMException('', 'TypeMismatchError')
    this.put(found)
    return found
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.items.delete(this.folded(name))) throw new DOMException('', 'NotFoundError')
  }

  put(item: Entry): void {
    this.items.set(this.folded(item.name), item)
  }

  /** Every file below, by its path, with its bytes. */
  contents(): [string, Uint8Array][] {
    return [...this.items].flatMap(([name, item]): [string, Uint8Array][] =>
      item instanceof MemoryFile
        ? [[name, item.bytes]]
        : item.contents().map(([path, bytes]) => [`${name}/${path}`, bytes]),
    )
  }

  /** Every file below, by its path. */
  paths(): string[] {
    return [...this.items.values()].flatMap((item) =>
      item instanceof MemoryFile ? [item.name] : item.paths().map((path) => `${item.name}/${path}`),
    )
  }

  /** What is written in every file below. */
  texts(): Record<string, string> {
    return Object.fromEntries(
      [...this.items.values()].flatMap((item) =>
        item instanceof MemoryFile
          ? [[item.name, new TextDecoder().decode(item.bytes)]]
          : Object.entries(item.texts()).map(([path, text]) => [`${item.name}/${path}`, text]),
      ),
    )
  }
}

export class MemoryFile {
  readonly kind = 'file'
  name: string
  bytes = new Uint8Array()
  modified = Date.now()
  private folder: MemoryFolder | undefined
  constructor(name: string, folder?: MemoryFolder) {
    this.name = name
    this.folder = folder
  }

  async getFile(): Promise<File> {
    return new File([this.bytes], this.name, { lastModified: this.modified })
  }

  /** Another program writes it. */
  write(text: string, modified = this.modified + 1): void {
    this.bytes = new TextEncoder().encode(text)
    this.modified = modified
  }

  /** Like a browser's, it takes the place of whatever has the name. */
  async move(folder: MemoryFolder, name: string): Promise<void> {
    if (!folder.disk.moves) throw new DOMException('', 'NotSupportedError')
    await this.folder?.removeEntry(this.name)
    this.name = name
    this.folder = folder
    folder.put(this)
  }

  async createWritable({ keepExistingData = false } = {}) {
    let draft = keepExistingData ? this.bytes.slice() : new Uint8Array()
    let end = 0
    const write = async (what: Blob | { position: number; data: Blob }) => {
      const { position, data } = what instanceof Blob ? { position: end, data: what } : what
      end = position + data.size
      const bytes = new Uint8Array(await data.arrayBuffer())
      const next = new Uint8Array(Math.max(draft.length, position + bytes.length))
      next.set(draft)
      next.set(bytes, position)
      draft = next
    }
    const close = async () => {
      this.bytes = draft
      this.modified = Date.now()
    }
    const sink = {
      write: (chunk: Uint8Array<ArrayBuffer>) => write(new Blob([chunk])),
      close,
    }
    return Object.assign(new WritableStream(sink), { write, close, abort: async () => {} })
  }
}

function requireName(name: string): void {
  if (name === '' || name === '.' || name === '..' || /[/\\:]/.test(name)) throw new TypeError('Name is not allowed')
}
