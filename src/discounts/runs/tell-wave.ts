import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { mayMarketTo, type ConsentChannel } from '../../users/index.js';
import type { RuleMessage } from '../definition.js';
import { DiscountWave } from '../discount-run.entity.js';
import { progressOf, waveRows, type WaveRow } from './wave-rows.js';

/** Those who agreed to hear of it on a channel of the message. */
async function agreed(uow: UnitOfWork, rows: WaveRow[], { channels }: RuleMessage): Promise<Set<string>> {
  const userIds = rows.map(({ userId }) => userId);
  const each = await Promise.all(
    channels.map((channel: ConsentChannel) => mayMarketTo(userIds, channel, (...asked) => uow.sql(...asked))),
  );
  return new Set(each.flatMap((ids) => [...ids]));
}

/**
 * Has the next of a wave told, as many as fit into this minute: an event for each who agreed, which becomes a message of
 * its own. @returns how many were looked at; fewer than asked for is the end of the wave.
 */
export async function tellSome(
  uow: UnitOfWork,
  wave: DiscountWave,
  message: RuleMessage,
  most: number,
): Promise<number> {
  const rows = await waveRows(uow, wave, most);
  const ids = rows.length > 0 ? await agreed(uow, rows, message) : new Set<string>();
  const told = rows.filter(({ userId }) => ids.has(userId));
  for (const { periodKey, personId } of told)
    uow.emit('discount.granted', { rule_id: wave.ruleId, period_key: periodKey, person_id: personId });
  uow.addUpdate(DiscountWave, { id: wave.id }, progressOf(wave, rows, told.length, most));
  return rows.length;
}
