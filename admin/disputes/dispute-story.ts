import { rehearse } from '../../src/platform/unit-of-work.js';
import { barToJudging, deskOf, disputeById } from '../../src/disputes/index.js';
import type { Row } from '../shared/present.js';
import { actorOf, may, type Viewer } from '../viewer.js';

/** Contact details are for those who may read customers. */
const partiesFor = (viewer: Viewer, parties: Awaited<ReturnType<typeof deskOf>>['parties']) =>
  may(viewer, 'users.read') ? parties : parties.map((party) => ({ ...party, email: null, phone: null }));

/** Everything that a judge needs on one screen, and whether this person may judge at all. */
export async function disputeStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  const dispute = await disputeById(String(row['id']));
  const [desk, bar] = await Promise.all([
    deskOf(dispute),
    rehearse(actorOf(viewer), (uow) => barToJudging(uow, dispute)),
  ]);
  return { ...desk, parties: partiesFor(viewer, desk.parties), bar };
}
