export interface Contact {
  name: string;
  email: string | null;
  phone: string | null;
}

/** Who acts: every unit of work, log line and history row names one. */
export type Actor =
  | { kind: 'system'; name: string }
  | { kind: 'guest' }
  /** The contact is there where the account was read to let the customer in. */
  | { kind: 'customer'; id: string; customerType: 'retail' | 'reseller'; contact?: Contact }
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
