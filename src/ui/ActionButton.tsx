import { Button, type ButtonProps, Tooltip } from 'antd'
import type { MouseEvent, Ref } from 'react'
import './actionButton.css'

type ActionButtonProps = ButtonProps & {
  /** Why it can't be pressed now, in words; undefined where it can. */
  obstacle: string | undefined
  ref?: Ref<HTMLButtonElement>
}

/**
 * A button that can't be pressed says why: beside the pointer, where the focus is, and to a screen reader. So the focus comes to it, and stays
 * on it when it can be pressed again, which a disabled element does not allow.
 */
export function ActionButton({ obstacle, title, className = '', onClick, ...button }: ActionButtonProps) {
  const isBlocked = obstacle !== undefined
  const press = (event: MouseEvent<HTMLElement>) => (isBlocked ? event.preventDefault() : onClick?.(event))
  return (
    <Tooltip title={obstacle} trigger={['hover', 'focus']}>
      <Button
        {...button}
        className={isBlocked ? `${className} ant-btn-disabled` : className}
        aria-disabled={isBlocked || undefined}
        aria-description={obstacle}
        title={isBlocked ? undefined : title}
        onClick={press}
      />
    </Tooltip>
  )
}
