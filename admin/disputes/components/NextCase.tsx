import { Button } from '@adminjs/design-system';
import { ApiClient, useNotice } from 'adminjs';
import React, { useState, type FC } from 'react';
import { useNavigate } from 'react-router-dom';
import { useFormats } from '../../shared/components/format';

const api = new ApiClient();

interface Answer {
  notice?: { type: 'success' | 'error'; message: string; options?: Record<string, unknown> };
  redirectUrl?: string;
}

/** Takes the next case and goes to it. */
export const NextCase: FC = () => {
  const { t } = useFormats();
  const navigate = useNavigate();
  const addNotice = useNotice();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const { data } = await api.resourceAction({
        resourceId: 'Dispute',
        actionName: 'new',
        method: 'post',
        data: {},
      });
      const answer = data as unknown as Answer;
      if (answer.notice) addNotice({ ...answer.notice, resourceId: 'Dispute' });
      if (answer.notice?.type === 'success' && answer.redirectUrl) navigate(answer.redirectUrl);
    } catch {
      addNotice({ type: 'error', message: 'serviceAway' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="contained" onClick={() => void take()} disabled={busy} data-testid="next-case">
      {busy ? t('console.working') : t('dispute.next_case')}
    </Button>
  );
};
