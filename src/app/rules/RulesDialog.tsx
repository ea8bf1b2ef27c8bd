import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { requestOf } from '../../engine/rules/rule.ts'
import { useObstacles } from '../../i18n/obstacles.ts'
import { visible } from '../../i18n/visible.ts'
import { Dialog } from '../dialogs/Dialog.tsx'
import { Restored } from '../drafts/Restored.tsx'
import type { PlaceDialogProps } from '../listing/PlaceDialogs.tsx'
import { EditPreview } from '../metadata/many/EditPreview.tsx'
import { countOf, editOf } from '../metadata/many/editForm.ts'
import { HeaderEdits } from '../metadata/many/HeaderEdits.tsx'
import { MetaEdits } from '../metadata/many/MetaEdits.tsx'
import { OtherEdits } from '../metadata/many/OtherEdits.tsx'
import { useUnsaved } from '../places/useUnsaved.ts'
import { useSubmit } from '../requests/useSubmit.ts'
import { Conditions } from './Conditions.tsx'
import { RuleChoice } from './RuleChoice.tsx'
import { RuleCount } from './RuleCount.tsx'
import { useRuleFiles } from './ruleFiles.ts'
import { ruleOf } from './ruleForm.ts'
import { SaveRule } from './SaveRule.tsx'
import { dropRule, savedOf, unreadableOf } from './savedRules.ts'
import { type Chosen, savedId } from './useChoices.ts'
import { usePreview } from './usePreview.ts'
import { useRuleForm } from './useRuleForm.ts'
import { WhereFields } from './WhereFields.tsx'
import '../../i18n/jobWords.ts'
import '../../i18n/manyWords.ts'
import '../../i18n/metadata.ts'
import '../../i18n/ruleWords.ts'
import '../metadata/metadata.css'
import '../metadata/many/many.css'
import './rules.css'

/** Chooses or makes a rule, counts what it is about in this place, and shows the plan of what it changes. */
export function RulesDialog({ account, home, prefix, onClose }: PlaceDialogProps) {
  const { t } = useTranslation('rules')
  const { t: words } = useTranslation('many')
  const { t: why } = useObstacles()
  const place = { ...home, key: prefix }
  const title = t('title', { place: visible(`${home.bucket}/${prefix}`) })
  const saved = useRuleFiles()
  const unreadable = unreadableOf(saved, account.id)
  const { form, setForm, chosen, choose, isTouched, restored, drop } = useRuleForm(place)
  const preview = usePreview(account, place, form)
  const rule = ruleOf(form, t('new'))
  const obstacle = rule ? undefined : why(countOf(editOf(form.edit)) === 0 ? 'noEdit' : 'wrong')
  const { setDirty, leave } = useUnsaved()
  useEffect(() => setDirty(isTouched, drop), [setDirty, isTouched, drop])
  const submit = useSubmit()
  const run = () => {
    if (!rule) return
    drop()
    submit({ ...requestOf({ ...rule, name: form.name.trim() }, place, Date.now()), review: true }, rule.name)
    onClose()
  }
  const onChoose = (next: Chosen) => {
    const filled = choose(next)
    if (filled && next.rule) preview.count(filled)
    else if (filled) preview.forget()
  }
  const remove = (name: string) => {
    dropRule(account.id, name)
    onChoose({ id: 'new' })
  }
  const section = {
    form: form.edit,
    objects: preview.meant,
    isReading: preview.read.isFetching,
    onChange: (edit: typeof form.edit) => setForm({ ...form, edit }),
  }
  return (
    <Dialog
      title={title}
      action={words('showPlan')}
      obstacle={obstacle}
      width={860}
      onSubmit={run}
      onClose={() => leave(onClose)}
    >
      {restored !== undefined && <Restored kept={restored} onDiscard={() => onChoose({ id: 'new' })} />}
      <RuleChoice
        id={chosen.id}
        saved={savedOf(saved, account.id)}
        rule={rule}
        obstacle={obstacle}
        onChoose={onChoose}
        onRemove={remove}
      />
      {unreadable.length > 0 && (
        <p className="dialog-note">{t('unreadable', { names: unreadable.map(visible).join(', ') })}</p>
      )}
      {chosen.note && <p className="dialog-note">{chosen.note}</p>}
      <section className="metadata-section">
        <h3>{t('where')}</h3>
        <WhereFields form={form} onChange={setForm} />
        <Conditions form={form} onChange={setForm} />
        <RuleCount preview={preview} form={form} />
      </section>
      <HeaderEdits {...section} />
      <MetaEdits {...section} />
      <OtherEdits {...section} />
      <EditPreview foreseen={preview.foreseen} />
      <SaveRule
        account={account.id}
        rule={rule}
        obstacle={obstacle}
        form={form}
        onChange={setForm}
        onSaved={(kept) => choose({ id: savedId(kept.name), rule: kept })}
      />
      <p className="dialog-note">{words('planFirst')}</p>
    </Dialog>
  )
}
