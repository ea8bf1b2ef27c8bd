import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { type InputHTMLAttributes, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldControl } from './Field.tsx'
import './textInput.css'

type TextInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange'> &
  Partial<FieldControl> & { isSecret?: boolean; onText: (text: string) => void }

/** The browser's own text field in Ferry's clothes: antd's would bring its whole form library to the first page. */
export function TextInput({ status, isSecret = false, onText, ...props }: TextInputProps) {
  const { t } = useTranslation('look')
  const [isShown, setShown] = useState(false)
  const input = (
    <input
      {...props}
      className="text-input"
      type={isSecret && !isShown ? 'password' : 'text'}
      data-status={status || undefined}
      onChange={(event) => onText(event.target.value)}
    />
  )
  if (!isSecret) return input
  const label = t(isShown ? 'hideSecret' : 'showSecret')
  return (
    <span className="text-input-secret">
      {input}
      <button type="button" aria-label={label} title={label} onClick={() => setShown(!isShown)}>
        {isShown ? <EyeOutlined /> : <EyeInvisibleOutlined />}
      </button>
    </span>
  )
}
