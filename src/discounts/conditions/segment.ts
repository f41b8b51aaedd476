import { z } from 'zod';
import { idArg } from '../definition.parts.js';
import { defineCondition } from './condition.js';

const InSegment = z.strictObject({ segment_id: idArg });
type InSegment = z.infer<typeof InSegment>;

/** The customer stands on a list that staff uploaded. */
export const segment = defineCondition<InSegment>({
  code: 'segment',
  args: InSegment,
  fields: [{ name: 'segment_id', type: 'segment' }],
  isInternal: true,
  where: ({ segment_id }) => ({
    sql: 'EXISTS (SELECT 1 FROM segment_members m WHERE m.segment_id = ? AND m.user_id = f.user_id)',
    params: [segment_id],
  }),
  needs: () => ({ segments: true }),
  turns: () => [],
  judge({ segment_id }, { segmentIds }) {
    const holds = segmentIds.includes(segment_id);
    const standing = { say: holds ? 'in' : 'out' };
    return { holds, needed: { segmentId: segment_id }, actual: standing, unlocks: null };
  },
});
