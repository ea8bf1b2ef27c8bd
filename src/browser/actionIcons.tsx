import {
  BlockOutlined,
  CopyOutlined,
  DeleteOutlined,
  DownloadOutlined,
  EditOutlined,
  EllipsisOutlined,
  ExportOutlined,
  EyeOutlined,
  FileSearchOutlined,
  FireOutlined,
  FolderOpenOutlined,
  HddOutlined,
  HistoryOutlined,
  InfoCircleOutlined,
  LinkOutlined,
  NodeIndexOutlined,
  PlusSquareOutlined,
  ProfileOutlined,
  ScissorOutlined,
  ShareAltOutlined,
  SnippetsOutlined,
  SplitCellsOutlined,
  SwapOutlined,
  SwapRightOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

const icons: Record<string, ComponentType> = {
  copy: CopyOutlined,
  cut: ScissorOutlined,
  paste: SnippetsOutlined,
  duplicate: BlockOutlined,
  newTab: PlusSquareOutlined,
  openBeside: SplitCellsOutlined,
  showInFolder: FolderOpenOutlined,
  search: FileSearchOutlined,
  measure: HddOutlined,
  details: InfoCircleOutlined,
  open: FolderOpenOutlined,
  'menu.openIn': PlusSquareOutlined,
  'menu.more': EllipsisOutlined,
  copyBeside: SwapRightOutlined,
  moveBeside: SwapOutlined,
  copyTo: CopyOutlined,
  download: DownloadOutlined,
  moveTo: ExportOutlined,
  rename: EditOutlined,
  metadata: ProfileOutlined,
  preview: EyeOutlined,
  share: ShareAltOutlined,
  restore: FireOutlined,
  versions: HistoryOutlined,
  symlink: NodeIndexOutlined,
  address: LinkOutlined,
  remove: DeleteOutlined,
}

/** The pictures of all actions: too heavy for the first listing. */
export function IconOf({ name }: { name: string }) {
  const Icon = icons[name]
  return Icon && <Icon />
}
