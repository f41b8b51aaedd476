import type { Permission } from '../src/staff/index.js';

/** Pages that belong to no table, in the order of the menu, and what it takes to see them. */
export const pageRules = {
  deals: 'fees.read',
  feeDesk: 'fees.read',
  disputeDesk: 'disputes.read',
  discountStudio: 'discounts.read',
  discountRuns: 'discounts.read',
  discountGrants: 'users.read',
  discountResults: 'discounts.read',
  discountWhy: 'users.read',
  queueDesk: 'jobs.read',
} as const satisfies Record<string, Permission>;

export type PageName = keyof typeof pageRules;

export const pageNames = Object.keys(pageRules) as PageName[];
