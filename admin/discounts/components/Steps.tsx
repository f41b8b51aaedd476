import { Icon, type IconProps } from '@adminjs/design-system';
import { ApiClient, useTranslation, type ActionJSON, type ActionProps, type RecordJSON } from 'adminjs';
import React, { useEffect, useState, type FC } from 'react';
import { useNavigate } from 'react-router-dom';
import ActionForm from '../../shared/components/ActionForm';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';
import { Section } from './Field';
import { tile } from './looks';
import { studioAddress } from './studio-address';
import type { ShownVersion } from './studio-data';

const api = new ApiClient();
const resourceId = 'DiscountVersion';
const path = ['DRAFT', 'SIMULATED', 'APPROVED', 'LIVE', 'ENDED'];

/** Editing has the whole page to itself. */
const elsewhere = new Set(['revokeGrant', 'show', 'list', 'search', 'new', 'edit', 'delete', 'bulkDelete']);

type Pending = { id: string; kind: string }[];

/** What may be done with the version now, and what waits for a second person. */
function useDoings(version: ShownVersion): { record: RecordJSON | null; pending: Pending } {
  const [record, setRecord] = useState<RecordJSON | null>(null);
  useEffect(() => {
    let left = false;
    void api
      .recordAction({ resourceId, recordId: version.id, actionName: 'show' })
      .then(({ data }) => left || setRecord(data.record))
      .catch(() => left || setRecord(null));
    return () => {
      left = true;
    };
  }, [version.id, version.status, version.revision, version.live_from]);
  const pending = (record as { pending?: Pending } | null)?.pending ?? [];
  return { record, pending };
}

/** Where the version stands on its way; the steps behind it are ticked off. */
const Way: FC<{ status: string }> = ({ status }) => {
  const { word } = useFormats();
  const at = path.indexOf(status === 'PAUSED' ? 'LIVE' : status);
  return (
    <ol
      style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 6px', listStyle: 'none', padding: 0, margin: 0 }}
    >
      {path.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined} style={{ fontSize: 13 }}>
          {index === at ? (
            <StateBadge value={status} resourceId={resourceId} />
          ) : (
            <span style={{ ...softText, padding: '2px 4px' }}>
              {index < at && <span aria-hidden="true">✓ </span>}
              {word(step, resourceId)}
            </span>
          )}
          {index < path.length - 1 && <span aria-hidden="true"> ›</span>}
        </li>
      ))}
    </ol>
  );
};

interface Props {
  ruleId: string;
  version: ShownVersion;
  /** What is not saved yet cannot be simulated or agreed to. */
  dirty: boolean;
  onDone: () => void;
}

/** The version's way from draft to end, each step with its form right here. */
export const Steps: FC<Props> = ({ ruleId, version, dirty, onDone }) => {
  const { t, instant } = useFormats();
  const { translateAction } = useTranslation();
  const navigate = useNavigate();
  const { record, pending } = useDoings(version);
  const [chosen, setChosen] = useState<string | null>(null);
  const actions = (record?.recordActions ?? []).filter(({ name }) => !elsewhere.has(name));
  const action: ActionJSON | undefined = actions.find(({ name }) => name === chosen);
  useEffect(() => setChosen(null), [version.id, version.status]);
  const finish = () => {
    setChosen(null);
    if (chosen === 'copyVersion') return navigate(studioAddress({ rule: ruleId, at: version.version }));
    onDone();
  };
  return (
    <Section title={t('studio.steps')}>
      <Way status={version.status} />
      {version.live_from && version.status === 'APPROVED' && (
        <p style={{ fontSize: 14, marginTop: 8 }}>
          {t('studio.live_from', { at: instant(version.live_from, false) })}
        </p>
      )}
      {pending.length > 0 && (
        <p role="status" style={{ fontSize: 14, lineHeight: 1.5, marginTop: 8, color: '#7a4a06' }}>
          {t('studio.waits_for_second')}
        </p>
      )}
      {dirty ? (
        <p style={{ ...softText, fontSize: 14, marginTop: 10 }}>{t('studio.save_first')}</p>
      ) : (
        <div style={{ display: 'grid', gap: 8, marginTop: 12 }}>
          {actions.map((one) => (
            <button
              key={one.name}
              type="button"
              aria-pressed={one.name === chosen}
              data-testid={`do-${one.name}`}
              onClick={() => setChosen(one.name === chosen ? null : one.name)}
              style={{
                ...tile(one.name === chosen),
                display: 'flex',
                gap: 8,
                alignItems: 'center',
                fontWeight: 600,
              }}
            >
              <Icon icon={one.icon as IconProps['icon']} size={16} />
              {translateAction(one.name, resourceId)}
            </button>
          ))}
        </div>
      )}
      {action && record && !dirty && (
        <div style={{ marginTop: 14, borderTop: '1px solid #e6eeeb', paddingTop: 14 }}>
          <ActionForm
            key={action.name}
            action={action}
            resource={{ id: resourceId } as ActionProps['resource']}
            record={record}
            inline={{ done: finish, cancel: () => setChosen(null) }}
          />
        </div>
      )}
    </Section>
  );
};
