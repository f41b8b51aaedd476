import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { cell, head, table } from '../../shared/components/tables';

interface Checked {
  name: string;
  ok: boolean;
  count: number;
  examples: string[];
}

type Audited = RecordJSON & { story?: { checks: Checked[] } };

/** Every promise about the data, and whether it held; what did not comes first, with where to begin looking. */
const AuditStory: FC<ActionProps> = (props) => {
  const { t, word } = useFormats();
  const checks = (props.record as Audited | undefined)?.story?.checks ?? [];
  const sorted = [...checks].sort((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      <Card title={t('books.title_checks')}>
        <table style={table}>
          <thead>
            <tr>
              <th style={head}>{t('books.check')}</th>
              <th style={head}>{t('books.found')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ name, ok, count, examples }) => (
              <tr key={name}>
                <td style={cell}>{word(name)}</td>
                <td style={{ ...cell, overflowWrap: 'anywhere', ...(ok ? {} : { color: '#8c1d1d' }) }}>
                  {ok ? t('books.holds') : t('books.wrong', { count })}
                  {examples.map((example) => (
                    <div key={example} style={{ fontFamily: 'monospace', fontSize: 12 }}>
                      {example}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
};

export default AuditStory;
