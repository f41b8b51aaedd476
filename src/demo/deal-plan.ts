import { jakartaDate, jakartaMidnight } from '../platform/jakarta.js';
import { performBeat, propose, type DealStage } from './deal-acts.js';
import type { DealScript, When } from './deal-script.js';
import { finishedDeals } from './finished-deals.js';
import { openDeals } from './open-deals.js';
import { unhappyDeals } from './unhappy-deals.js';

const minute = 60_000;
const hour = 60 * minute;

/** One thing that happens to a deal, at its moment: deals go on beside each other and beside sales. */
export interface DealEpisode {
  at: Date;
  act: (stage: DealStage) => Promise<void>;
}

function momentOf(now: Date, when: When): Date {
  if ('hoursAgo' in when) return new Date(now.getTime() - when.hoursAgo * hour);
  const [daysAgo, oClock] = when;
  return new Date(jakartaMidnight(jakartaDate(now)).getTime() + (oClock - 24 * daysAgo) * hour);
}

function episodesOf(script: DealScript, now: Date): DealEpisode[] {
  const opened = momentOf(now, script.opened);
  let moment = opened;
  return [
    { at: opened, act: (stage) => propose(stage, script, opened) },
    ...script.beats.map(([minutes, beat], index) => {
      const at = (moment = new Date(moment.getTime() + minutes * minute));
      return { at, act: (stage: DealStage) => performBeat(stage, script, { index, beat, moment: at }) };
    }),
  ];
}

/** Everything that has happened to deals up to now; what lies in the future is left to the people of the store. */
export const planDeals = (now: Date): DealEpisode[] =>
  [...finishedDeals, ...unhappyDeals, ...openDeals]
    .flatMap((script) => episodesOf(script, now))
    .filter(({ at }) => at <= now);
