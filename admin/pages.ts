import type { AdminPage, CurrentAdmin, PageHandler } from 'adminjs';
import { DomainError } from '../src/platform/errors.js';
import { Components } from './components.js';
import { dealsPage } from './dashboards/deals.js';
import { grantsPage } from './discounts/grants.js';
import { resultsPage } from './discounts/results.js';
import { runsPage } from './discounts/runs.js';
import { studioPage } from './discounts/studio.js';
import { whyPage } from './discounts/why.js';
import { disputeDeskPage } from './disputes/dispute-desk.js';
import { feeDeskPage } from './escrows/fee-desk.js';
import { queueDeskPage } from './platform/queue-desk.js';
import { pageRules, pageNames, type PageName } from './page-rules.js';
import { may } from './viewer.js';

/** What a page shows; reads only, sees what was asked for in the address and nothing that the person may not see. */
export type LoadPage = (
  query: Record<string, string>,
  viewer: CurrentAdmin | undefined,
) => Promise<Record<string, unknown>>;

interface ConsolePage {
  component: string;
  icon: string;
  load: LoadPage;
}

const pages: Record<PageName, ConsolePage> = {
  deals: { component: Components.DealsBoard, icon: 'TrendingUp', load: dealsPage },
  feeDesk: { component: Components.FeeDesk, icon: 'Sliders', load: feeDeskPage },
  discountResults: { component: Components.DiscountResults, icon: 'BarChart2', load: resultsPage },
  discountWhy: { component: Components.DiscountWhy, icon: 'HelpCircle', load: whyPage },
  discountGrants: { component: Components.DiscountGrants, icon: 'Award', load: grantsPage },
  discountRuns: { component: Components.DiscountRuns, icon: 'Clock', load: runsPage },
  discountStudio: { component: Components.DiscountStudio, icon: 'Gift', load: studioPage },
  queueDesk: { component: Components.QueueDesk, icon: 'Layers', load: queueDeskPage },
  disputeDesk: { component: Components.DisputeQueue, icon: 'Shield', load: disputeDeskPage },
};

const textsIn = (query: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((query ?? {}) as Record<string, unknown>).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length <= 300,
    ),
  );

const handlerOf =
  (name: PageName): PageHandler =>
  async (request: { method?: string; query?: unknown }, _response, { currentAdmin: viewer }) => {
    if (request.method === 'post' || !may(viewer, pageRules[name])) return { forbidden: true };
    try {
      return await pages[name].load(textsIn(request.query), viewer);
    } catch (error) {
      if (error instanceof DomainError) return { problem: `problem_${error.code}` };
      throw error;
    }
  };

/** The pages as AdminJS takes them, each behind its rule. */
export const consolePages = (): Record<string, AdminPage> =>
  Object.fromEntries(
    pageNames.map((name) => {
      const { component, icon } = pages[name];
      return [name, { component, icon, handler: handlerOf(name) }];
    }),
  );
