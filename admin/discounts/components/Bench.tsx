import { MessageBox } from '@adminjs/design-system';
import { useNotice, useTranslation } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import { useNavigate } from 'react-router-dom';
import { Facts } from '../../shared/components/Facts';
import { useFormats } from '../../shared/components/format';
import { inputStyle, softText } from '../../shared/components/styles';
import { Compare } from './Compare';
import { Field, Section } from './Field';
import { GroupEditor } from './GroupEditor';
import { HeadCount } from './HeadCount';
import { InWords } from './InWords';
import { withExamples } from './letter';
import { LimitsSection } from './LimitsSection';
import { mainButton } from './looks';
import { MessageSection } from './MessageSection';
import type { Problems } from './PieceInput';
import { BenchContext } from './piece-words';
import { OutcomePanel } from './OutcomePanel';
import { saveRule } from './save-rule';
import { SimulationPanel } from './SimulationPanel';
import { Steps } from './Steps';
import { studioAddress } from './studio-address';
import type { OpenRule, ShownVersion, StudioData } from './studio-data';
import { draftFrom, emptyDefinition, useBench, type Bench as Writing } from './use-bench';
import { useHeads } from './use-heads';
import { Versions } from './Versions';
import { WhatSection } from './WhatSection';
import { WhenSection } from './WhenSection';

/** What is picked stands in one wide column; what comes of it stays in sight beside it. */
const layout = `
  .bench { display: grid; gap: 16px; align-items: start; grid-template-columns: minmax(0, 1fr) }
  .bench > div { display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); align-content: start }
  @media (min-width: 1100px) {
    .bench { grid-template-columns: minmax(0, 1.7fr) minmax(320px, 1fr) }
    .bench-side { position: sticky; top: 16px; max-height: calc(100vh - 96px); overflow-y: auto }
  }`;

const editable = new Set(['DRAFT', 'SIMULATED', 'APPROVED']);

/** Leaves nobody without a warning whose work would be lost. */
function useGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [dirty]);
}

const NameSection: FC<{ bench: Writing; problems: Problems }> = ({ bench, problems }) => {
  const { draft, change } = bench;
  const { t } = useFormats();
  const input = (id: 'name' | 'note', most: number) => ({
    id: `rule-${id}`,
    value: draft[id],
    maxLength: most,
    'aria-describedby': `rule-${id}-note`,
    'aria-invalid': problems[id] !== undefined || undefined,
    style: inputStyle,
  });
  return (
    <Section title={t('studio.rule')}>
      <div style={{ display: 'grid', gap: 12 }}>
        <Field
          id="rule-name"
          label={t('studio.name')}
          problem={problems['name']}
          hint={t('studio.name_hint')}
        >
          <input {...input('name', 80)} onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <Field id="rule-note" label={t('studio.note')} problem={problems['note']}>
          <input {...input('note', 500)} onChange={(event) => change({ note: event.target.value })} />
        </Field>
      </div>
    </Section>
  );
};

/** A version that is not written any more: what it says, point by point, rather than a form that takes nothing. */
const AsItStands: FC<{ version: ShownVersion }> = ({ version }) => {
  const { t, language } = useFormats();
  const { facts, definition } = version;
  const letter = definition.message?.[language];
  return (
    <Section title={t('studio.as_it_stands')}>
      <Facts rows={facts.map(({ key, text }) => [t(`studio.fact_${key}`), text])} />
      {letter && (
        <blockquote
          style={{ borderLeft: '3px solid #7cc2b3', margin: '14px 0 0', paddingLeft: 12, fontSize: 14 }}
        >
          <strong>{withExamples(letter.title, t)}</strong>
          <p style={{ lineHeight: 1.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {withExamples(letter.body, t)}
          </p>
        </blockquote>
      )}
    </Section>
  );
};

interface Props {
  data: StudioData;
  open: OpenRule | null;
  onDone: () => void;
}

/** One version of a rule: picked together on the left, counted, said in words and led on its way on the right. */
export const Bench: FC<Props> = ({ data, open, onDone }) => {
  const { t } = useFormats();
  const navigate = useNavigate();
  const addNotice = useNotice();
  const { translateMessage } = useTranslation();
  const version = open?.version ?? null;
  const bench = useBench(
    draftFrom(open?.name ?? '', open?.note ?? '', version?.definition ?? emptyDefinition(data.pieces)),
  );
  const { draft, definition, dirty, complete, change } = bench;
  const readOnly = !data.may_write || (version !== null && !editable.has(version.status));
  const now = useHeads(definition, complete);
  const [refused, setRefused] = useState<{ message: string; problems: Problems } | null>(null);
  const [busy, setBusy] = useState(false);
  // An empty form is not wrong yet: what is missing is marked once somebody has tried to save it.
  const [tried, setTried] = useState(version !== null);
  const problems = { ...(tried ? now.problems : {}), ...refused?.problems };
  useGuard(dirty);
  useEffect(
    () => setRefused((before) => (before ? { ...before, problems: {} } : null)),
    [JSON.stringify(definition)],
  );

  const save = async () => {
    setBusy(true);
    setTried(true);
    const answer = await saveRule(version, { name: draft.name, note: draft.note, definition });
    setBusy(false);
    if ('problems' in answer)
      return setRefused({
        message: translateMessage(answer.message, 'DiscountVersion', answer.options),
        problems: answer.problems,
      });
    setRefused(null);
    addNotice({ message: answer.message, type: 'success', resourceId: 'DiscountVersion' });
    if (version && answer.id === version.id) return onDone();
    navigate(studioAddress({ version: answer.id }));
  };

  return (
    <BenchContext.Provider value={{ pieces: data.pieces, readOnly }}>
      <style>{layout}</style>
      {open?.other && version && <Compare one={version} other={open.other} />}
      {open?.outcome && <OutcomePanel outcome={open.outcome} />}
      {version?.simulation && (
        <SimulationPanel simulation={version.simulation} budget={version.budget_amount} />
      )}
      <div className="bench">
        <div>
          {!open && <NameSection bench={bench} problems={problems} />}
          {open?.note && <p style={{ ...softText, fontSize: 14, lineHeight: 1.5 }}>{open.note}</p>}
          {readOnly && version ? (
            <AsItStands version={version} />
          ) : (
            <>
              <Section title={t('studio.who')} help={t('studio.who_help')}>
                <GroupEditor
                  tree={draft.tree}
                  group={draft.tree}
                  path="who"
                  problems={problems}
                  onTree={(tree) => change({ tree })}
                />
              </Section>
              <WhenSection draft={draft} onChange={change} />
              <WhatSection draft={draft} problems={problems} onChange={change} />
              <LimitsSection draft={draft} problems={problems} onChange={change} />
              {draft.when !== 'sale' && (
                <MessageSection draft={draft} problems={problems} onChange={change} />
              )}
            </>
          )}
        </div>
        <div className="bench-side">
          <Section title={t('studio.in_words')}>
            <InWords
              facts={now.heads?.facts ?? version?.facts ?? []}
              when={draft.when}
              pale={now.busy || !complete}
            />
            {!readOnly && (
              <div style={{ marginTop: 14 }}>
                {refused && (
                  <div role="alert" style={{ marginBottom: 10 }}>
                    <MessageBox message={refused.message} variant="danger" />
                  </div>
                )}
                <button
                  type="button"
                  style={{ ...mainButton, opacity: dirty && !busy ? 1 : 0.65 }}
                  disabled={!dirty || busy}
                  onClick={() => void save()}
                >
                  {t(busy ? 'console.working' : version ? 'studio.save' : 'studio.save_new')}
                </button>{' '}
                <span role="status" style={{ fontSize: 13, color: '#5b6f68', marginLeft: 6 }}>
                  {dirty ? t('studio.unsaved') : version ? t('studio.saved') : ''}
                </span>
              </div>
            )}
          </Section>
          <HeadCount now={now} complete={complete} />
          {open && version && <Steps ruleId={open.id} version={version} dirty={dirty} onDone={onDone} />}
        </div>
      </div>
      {open && <Versions open={open} />}
    </BenchContext.Provider>
  );
};
