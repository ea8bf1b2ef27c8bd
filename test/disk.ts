/** A disk in memory, as File System Access shows it: what a stream wrote is there when the stream is closed, and not before. */

type Entry = MemoryFile | MemoryFolder

export class MemoryFolder {
  readonly kind = 'directory'
  readonly name: string
  readonly items = new Map<string, Entry>()
  constructor(name = 'disk') {
    this.name = name
  }

  entries() {
    return this.items.entries()
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
    if (name === '' || name === '.' || name === '..' || /[/\\:]/.test(name)) throw new TypeError('Name is not allowed')
    const found = this.items.get(name) ?? (create ? new MemoryFile(name) : undefined)
    if (!found) throw new DOMException('', 'NotFoundError')
    if (!(found instanceof MemoryFile)) throw new DOMException('', 'TypeMismatchError')
    this.items.set(name, found)
    return found
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    const found = this.items.get(name) ?? (create ? new MemoryFolder(name) : undefined)
    if (!found) throw new DOMException('', 'NotFoundError')
    if (!(found instanceof MemoryFolder)) throw new DOMException('', 'TypeMismatchError')
    this.items.set(name, found)
    return found
  }

  async removeEntry(name: string): Promise<void> {
    if (!this.items.delete(name)) throw new DOMException('', 'NotFoundError')
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
    return [...this.items].flatMap(([name, item]) =>
      item instanceof MemoryFile ? [name] : item.paths().map((path) => `${name}/${path}`),
    )
  }
}

export class MemoryFile {
  readonly kind = 'file'
  readonly name: string
  bytes = new Uint8Array()
  modified = Date.now()
  constructor(name: string) {
    this.name = name
  }

  async getFile(): Promise<File> {
    return new File([this.bytes], this.name, { lastModified: this.modified })
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
