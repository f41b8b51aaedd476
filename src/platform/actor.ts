/** Who acts: every unit of work, log line and history row names one. */
export type Actor =
  | { kind: 'system'; name: string }
  | { kind: 'guest' }
  | { kind: 'customer'; id: string; customerType: 'retail' | 'reseller' }
  | { kind: 'staff'; id: string; role: string; name: string };

export type Customer = Extract<Actor, { kind: 'customer' }>;
export type Staff = Extract<Actor, { kind: 'staff' }>;

export const system = (name: string): Actor => ({ kind: 'system', name });
export const guest: Actor = { kind: 'guest' };

/** Id for history rows: the person, or the name of the machinery. */
export function actorId(actor: Actor): string | null {
  if (actor.kind === 'guest') return null;
  return actor.kind === 'system' ? actor.name : actor.id;
}
