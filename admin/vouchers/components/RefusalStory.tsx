import type { ActionProps, RecordJSON } from 'adminjs';
import React, { type FC } from 'react';
import { Card } from '../../shared/components/Card';
import RecordCard from '../../shared/components/RecordCard';
import { useFormats } from '../../shared/components/format';
import { JudgementTable, type Judgement } from './JudgementTable';

type WithStory = RecordJSON & { story?: { conditions: Judgement[] } };

/** A refused code, with every condition as it stood when it was tried. */
const RefusalStory: FC<ActionProps> = (props) => {
  const { t } = useFormats();
  const { conditions = [] } = (props.record as WithStory | undefined)?.story ?? {};
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <RecordCard {...props} />
      {conditions.length > 0 && (
        <Card title={t('why.conditions')}>
          <JudgementTable judgements={conditions} />
        </Card>
      )}
    </div>
  );
};

export default RefusalStory;
