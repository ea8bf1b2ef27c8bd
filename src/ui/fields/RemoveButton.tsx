import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'

type RemoveButtonProps = { label: string; size?: 'small'; onRemove: () => void }

/** Removes the line of fields that it ends. */
export function RemoveButton({ label, size, onRemove }: RemoveButtonProps) {
  return (
    <Button
      type="text"
      {...(size && { size })}
      icon={<DeleteOutlined />}
      aria-label={label}
      title={label}
      onClick={onRemove}
    />
  )
}
