import assert from 'node:assert/strict';
import { aCaseUnderReview, decide, verdict } from '../../test/factories/disputes.js';
import { drainJobs } from '../../test/jobs.js';
import { database } from '../platform/database.js';
import { renderEmail } from './email.js';
import { Notification, NotificationDelivery } from './notification.entity.js';

describe('news of a dispute', () => {
  it('bring the decision and its whole letter to both sides, each once', async () => {
    const deal = await aCaseUnderReview();
    await decide(deal.judge, verdict(deal.dispute.id));
    await drainJobs();
    for (const { id, email } of [deal.buyer, deal.seller]) {
      const told = await database()
        .getRepository(Notification)
        .findBy({ userId: id, kind: 'dispute_decided', subjectId: deal.id });
      assert.equal(told.length, 1);
      const mails = await database()
        .getRepository(NotificationDelivery)
        .findBy({ recipient: email ?? '', template: 'dispute_decided', subjectId: deal.id });
      assert.equal(mails.length, 1);
      const [mail] = mails;
      assert.ok(mail);
      const { text } = await renderEmail(mail);
      assert.match(text, /PUTUSAN SENGKETA/);
      assert.match(text, /Tangkapan layar menunjukkan level 12/);
    }
  });
});
