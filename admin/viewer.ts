import type { CurrentAdmin } from 'adminjs';
import type { Staff } from '../src/platform/actor.js';
import { can, type Permission } from '../src/staff/index.js';
import { pageNames, pageRules, type PageName } from './page-rules.js';

/** The person in front of the console, as AdminJS carries and prints it: nothing secret may stand here. */
export interface Viewer extends CurrentAdmin {
  id: string;
  name: string;
  email: string;
  role: string;
  /** Pages besides tables that they may open. */
  pages: PageName[];
}

export const viewerOf = (staff: Staff & { email: string }): Viewer => ({
  id: staff.id,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  title: staff.name,
  pages: pageNames.filter((name) => can(staff, pageRules[name])),
});

/** The actor under whose name use cases run. @throws when nobody is logged in, which the gate never lets happen. */
export function actorOf(viewer: CurrentAdmin | undefined): Staff {
  const { id, role, name } = (viewer ?? {}) as Partial<Viewer>;
  if (!id || !role || !name) throw new Error('A console action ran without a person.');
  return { kind: 'staff', id, role, name };
}

/** Synchronous on purpose: AdminJS takes a promise for a yes. */
export const may = (viewer: CurrentAdmin | undefined, permission: Permission): boolean =>
  viewer !== undefined && can(actorOf(viewer), permission);

/** Whether they know elsewhere what goods cost: those who keep the books, and those who set prices. */
export const mayKnowCosts = (viewer: CurrentAdmin | undefined): boolean =>
  may(viewer, 'ledger.read') || may(viewer, 'products.price');
