import { Input } from 'antd'
import { type ComponentProps, memo, useDeferredValue, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Field } from '../../ui/fields/Field.tsx'
import { hasEdgeSpace } from '../create/names.ts'
import { PlacePicker } from '../places/picker/PlacePicker.tsx'
import { type DestinationStore, isSettled, isTyped, settle } from './destination.ts'
import { browsedAt, folderOf } from './transfer.ts'

/** ms without a key, after which one has finished typing. */
const pause = 700

type Props = { destination: DestinationStore; problemAt: (address: string) => string | undefined }

export function DestinationField({ destination, problemAt }: Props) {
  const { t } = useTranslation('browser')
  const now = useStore(destination)
  const { address } = now
  useEffect(() => {
    if (now.state !== 'typing' || now.address === '') return
    const timer = setTimeout(() => settle(destination), pause)
    return () => clearTimeout(timer)
  }, [now, destination])
  return (
    <Field
      label={t('destination')}
      hint={t(hasEdgeSpace(address) ? 'edgeSpace' : 'destinationHint')}
      problem={isSettled(now) ? problemAt(address) : undefined}
    >
      {(control) => (
        <Input
          {...control}
          value={address}
          onChange={(event) => destination.setState({ address: event.target.value, state: 'typing' })}
          onBlur={isTyped(now) ? () => settle(destination) : undefined}
          spellCheck={false}
        />
      )}
    </Field>
  )
}

const Picker = memo(PlacePicker)

/** The picker, which shows the folder that is typed when there is time for it: the next letter comes first. */
export function DestinationPicker(props: { destination: DestinationStore } & ComponentProps<typeof PlacePicker>) {
  const { destination, ...picker } = props
  const { buckets } = picker
  const typed = useStore(destination, (now) => (isTyped(now) ? folderOf(now.address) : ''))
  const shown = useDeferredValue(typed)
  const follows = useMemo(() => browsedAt(shown, buckets), [shown, buckets])
  return <Picker {...picker} follows={follows} />
}
