import { z } from 'zod';
import { kycLevels } from '../../users/index.js';
import { defineCondition } from './condition.js';

const KycLevelLeast = z.strictObject({ least: z.enum(kycLevels) });
type KycLevelLeast = z.infer<typeof KycLevelLeast>;

const enough = ({ least }: KycLevelLeast) => kycLevels.slice(kycLevels.indexOf(least));

/** We know the customer at least so well. */
export const kycLevel = defineCondition<KycLevelLeast>({
  code: 'kyc_level',
  args: KycLevelLeast,
  fields: [{ name: 'least', type: 'choice', choices: kycLevels, initial: 'BASIC' }],
  where: (args) => ({
    sql: `f.kyc_level IN (${enough(args)
      .map(() => '?')
      .join(', ')})`,
    params: enough(args),
  }),
  turns: () => [],
  judge(args, facts) {
    const holds = enough(args).includes(facts.kycLevel);
    return {
      holds,
      needed: { level: args.least },
      actual: { level: facts.kycLevel },
      unlocks: holds ? null : { level: args.least },
    };
  },
});
