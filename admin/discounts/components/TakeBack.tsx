import { ApiClient, useNotice } from 'adminjs';
import React, { useState, type FC, type FormEvent } from 'react';
import { useFormats } from '../../shared/components/format';
import { inputStyle } from '../../shared/components/styles';
import type { ShownGrant } from './grants-data';
import { quietButton } from './looks';

const api = new ApiClient();
const resourceId = 'DiscountVersion';

type Notice = { type: 'success' | 'error'; message: string; options?: Record<string, string> };

/** Takes a grant back that was a mistake, with the reason for it. */
export const TakeBack: FC<{ grant: ShownGrant; onDone: () => void }> = ({ grant, onDone }) => {
  const { t } = useFormats();
  const addNotice = useNotice();
  const [reason, setReason] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (reason === null)
    return (
      <button type="button" style={quietButton} onClick={() => setReason('')}>
        {t('grants.take_back')}
      </button>
    );
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const target = {
      resourceId,
      recordId: grant.version_id,
      actionName: 'revokeGrant',
      method: 'post' as const,
    };
    const data = { personId: grant.person_id, periodKey: grant.period_key, reason };
    const answer = await api.recordAction({ ...target, data }).catch(() => null);
    setBusy(false);
    const notice = (answer?.data.notice as Notice | undefined) ?? { type: 'error', message: 'serviceAway' };
    addNotice({ ...notice, resourceId });
    if (notice.type === 'success') onDone();
  };
  return (
    <form onSubmit={(event) => void send(event)} style={{ display: 'grid', gap: 6, minWidth: 180 }}>
      <input
        aria-label={t('grants.take_back_reason')}
        placeholder={t('grants.take_back_reason')}
        autoFocus
        required
        minLength={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        style={inputStyle}
      />
      <span style={{ display: 'flex', gap: 6 }}>
        <button type="submit" style={quietButton} disabled={busy}>
          {t(busy ? 'console.working' : 'grants.take_back')}
        </button>
        <button type="button" style={quietButton} disabled={busy} onClick={() => setReason(null)}>
          {t('buttons.cancel')}
        </button>
      </span>
    </form>
  );
};
