import { MessageBox } from '@adminjs/design-system';
import React, { type FC } from 'react';
import { Journals } from './Journals';
import { useFormats } from './format';
import { softText } from './styles';

export interface PlannedJournal {
  kind: string;
  entries: { code: string; amount: number }[];
}

export interface Preview {
  journals: PlannedJournal[];
  needsApproval: boolean;
  digest: string;
  token: string;
}

/** The entries that will be written, and nothing else will. */
export const PlannedJournals: FC<{ journals: PlannedJournal[] }> = ({ journals }) => {
  const { t, word } = useFormats();
  if (journals.length === 0) return <p style={softText}>{t('preview.nothing')}</p>;
  return (
    <Journals
      journals={journals.map(({ kind, entries }, index) => ({
        key: `${kind}-${index}`,
        title: word(kind, 'LedgerJournal'),
        entries: entries.map(({ code, amount }) => ({ account: code, amount })),
      }))}
    />
  );
};

/** What the person is asked to agree to before anything is written. */
export const PreviewPanel: FC<{ preview: Preview }> = ({ preview }) => {
  const { t } = useFormats();
  return (
    <section aria-label={t('preview.title')} style={{ marginBottom: 20 }}>
      {preview.needsApproval && (
        <div role="status" style={{ marginBottom: 16 }}>
          <MessageBox message={t('preview.needs_approval')} variant="info" />
        </div>
      )}
      <h3 style={{ fontSize: 15, fontWeight: 700, marginBottom: 10 }}>{t('preview.title')}</h3>
      <PlannedJournals journals={preview.journals} />
    </section>
  );
};
