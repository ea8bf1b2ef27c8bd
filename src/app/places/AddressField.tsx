import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { TextInput } from '../../ui/fields/TextInput.tsx'
import { loadPart } from '../../ui/loadPart.ts'
import { formatOssPath } from '../address/ossPath.ts'
import type { Place } from './place.ts'
import { showInFolder } from './showInFolder.ts'
import { go } from './usePlace.ts'

/** Whether the place is being typed. */
export const useAddress = create<{ isTyped: boolean }>(() => ({ isTyped: false }))

type AddressFieldProps = {
  place: Place | null
  /** Of the account: its URLs are known by it. */
  endpoint: string
  isObject: (at: { bucket: string; key: string }) => Promise<boolean>
}

export function typeAddress(isTyped: boolean): void {
  useAddress.setState({ isTyped })
}

/** The place as `oss://bucket/prefix/` or an `https://` address, to be typed or pasted; an object's leads to where it lies. Enter goes there, Esc leaves all as it is. */
export function AddressField({ place, endpoint, isObject }: AddressFieldProps) {
  const { t } = useTranslation('browser')
  const [typed, setTyped] = useState(place ? formatOssPath(place.bucket, place.prefix) : 'oss://')
  const [isWrong, setWrong] = useState(false)
  const enter = async () => {
    const { readAddress } = await loadPart(() => import('./readAddress.ts'))
    const address = readAddress(typed, endpoint)
    setWrong(!address)
    if (!address) return
    typeAddress(false)
    const { place: there, object } = address
    if (object && (await isObject(object))) showInFolder(object.bucket, object.key)
    else go(there)
  }
  return (
    <div className="address">
      <TextInput
        autoFocus
        aria-label={t('address.field')}
        aria-invalid={isWrong}
        aria-describedby="address-problem"
        status={isWrong ? 'error' : ''}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onFocus={(event) => event.target.select()}
        onBlur={() => typeAddress(false)}
        onText={setTyped}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void enter()
          if (key === 'Escape') typeAddress(false)
        }}
      />
      <span id="address-problem" role="alert" className="address-problem">
        {isWrong && t('address.wrong')}
      </span>
    </div>
  )
}
