import { useMutation, useQueryClient } from '@tanstack/react-query'
import { makeFolder } from '../../engine/single/create.ts'
import type { Account, Ref } from '../../oss/types.ts'
import { queryKeys } from '../queries/queryKeys.ts'
import { singleWorld } from '../queries/singleWorld.ts'
import { folderKey } from './names.ts'

/** Makes a folder below the prefix `at`; the listing there is read again before `onMade`. */
export function useMakeFolder(account: Account, at: Ref, onMade: (name: string) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => makeFolder({ ...at, key: folderKey(at.key, name) }, singleWorld(account)),
    onSuccess: (_, name) => {
      void client.invalidateQueries({ queryKey: queryKeys.listing(at) })
      onMade(name)
    },
  })
}
