import { Icon, MessageBox, type IconProps } from '@adminjs/design-system';
import { useTranslation, type ActionJSON, type RecordJSON, type ResourceJSON } from 'adminjs';
import React, { useEffect, useState, type CSSProperties, type FC } from 'react';
import ActionForm from '../../shared/components/ActionForm';
import { Card } from '../../shared/components/Card';
import { useFormats } from '../../shared/components/format';
import { softText } from '../../shared/components/styles';

const decisions = ['release', 'refund', 'split', 'extend'];
const conduct = ['assign', 'takeUp', 'ask', 'escalate', 'stepAside'];

const tile = (chosen: boolean): CSSProperties => ({
  font: 'inherit',
  fontSize: 14,
  fontWeight: 600,
  display: 'flex',
  gap: 8,
  alignItems: 'center',
  textAlign: 'left',
  padding: '9px 12px',
  borderRadius: 10,
  cursor: 'pointer',
  border: `1px solid ${chosen ? '#0f6b5c' : '#ccd9d4'}`,
  background: chosen ? '#e2f1ed' : '#fff',
  color: chosen ? '#0b5548' : '#2f403a',
});

interface Props {
  resource: ResourceJSON;
  record: RecordJSON;
  /** Why this person may not judge; null when they may. */
  bar: string | null;
  /** Whether the case lies on their desk already. */
  isMine: boolean;
  onDone: () => void;
}

const Choice: FC<{
  actions: ActionJSON[];
  chosen: string | null;
  choose: (name: string) => void;
  resourceId: string;
}> = ({ actions, chosen, choose, resourceId }) => {
  const { translateAction } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}>
      {actions.map((action) => (
        <button
          key={action.name}
          type="button"
          aria-pressed={chosen === action.name}
          data-testid={`verdict-${action.name}`}
          onClick={() => choose(action.name)}
          style={tile(chosen === action.name)}
        >
          <Icon icon={action.icon as IconProps['icon']} size={16} />
          {translateAction(action.name, resourceId)}
        </button>
      ))}
    </div>
  );
};

/** What may be done with the case now, each with its form right here: nobody leaves the evidence to decide. */
export const VerdictPanel: FC<Props> = ({ resource, record, bar, isMine, onDone }) => {
  const { t } = useFormats();
  const { translateMessage } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = (names: string[]) =>
    names.flatMap((name) => record.recordActions.find((action) => action.name === name) ?? []);
  const outcomes = offered(decisions);
  const steps = offered(conduct).filter(({ name }) => name !== 'assign' || !isMine);
  const action = [...outcomes, ...steps].find(({ name }) => name === chosen);
  const status = String(record.params['status']);

  useEffect(() => setChosen(null), [status, record.id]);

  const finish = () => {
    setChosen(null);
    onDone();
  };
  if (outcomes.length + steps.length === 0) return null;
  return (
    <Card title={t('dispute.verdict')}>
      {bar && (
        <div role="status" style={{ marginBottom: 12 }}>
          <MessageBox message={translateMessage(`problem_${bar}`)} variant="warning" />
        </div>
      )}
      {!bar && outcomes.length > 0 && (
        <Choice actions={outcomes} chosen={chosen} choose={setChosen} resourceId={resource.id} />
      )}
      {!bar && outcomes.length === 0 && (
        <p style={{ ...softText, fontSize: 14, lineHeight: 1.5 }}>{t('dispute.not_ready')}</p>
      )}
      {!bar && steps.length > 0 && (
        <>
          <h4 style={{ fontSize: 13, fontWeight: 700, margin: '14px 0 8px' }}>{t('dispute.steps')}</h4>
          <Choice actions={steps} chosen={chosen} choose={setChosen} resourceId={resource.id} />
        </>
      )}
      {action && !bar && (
        <div style={{ marginTop: 16, borderTop: '1px solid #e6eeeb', paddingTop: 16 }}>
          <ActionForm
            key={action.name}
            action={action}
            resource={resource}
            record={record}
            inline={{ done: finish, cancel: () => setChosen(null) }}
          />
        </div>
      )}
    </Card>
  );
};
