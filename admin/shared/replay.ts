import { z } from 'zod';
import type { CallbackInbox, CallbackRow } from '../../src/platform/callback-inbox.js';
import type { EntityClass } from '../../src/platform/database.js';
import { replayCallback } from '../../src/staff/index.js';
import { reasonField, serviceAction, type FormAction } from './form-action.js';
import { reason } from './forms.js';

/** Has a callback that changed nothing judged anew, for either inbox. */
export const replayOf = <Callback extends CallbackRow>(inbox: CallbackInbox<Callback>): FormAction =>
  serviceAction({
    permission: 'callbacks.replay',
    schema: z.strictObject({ reason }),
    fields: [reasonField],
    icon: 'RefreshCw',
    offered: (row) => !['APPLIED', 'PARKED'].includes(String(row['verdict'])),
    expects: { entity: inbox.nature.entity as EntityClass, column: 'verdict' },
    consequences: (row) =>
      Promise.resolve([
        { key: 'status_now', kind: 'state', value: String(row['verdict']) },
        { key: 'status_then', kind: 'state', value: 'RECEIVED' },
      ]),
    run: (uow, input, row) => replayCallback(uow, inbox, { callbackId: String(row?.['id']), ...input }),
  });
