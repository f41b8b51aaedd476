import type { ResourceWithOptions } from 'adminjs';
import type { EntityClass } from '../src/platform/database.js';
import { actionsFor } from './shared/actions.js';
import { shownFields, type ConsoleResource, type Policy } from './shared/policy.js';
import { propertiesFor } from './shared/properties.js';
import { SafeResource } from './shared/safe-resource.js';

/** Names a table and what the console may do with it. */
export const resource = (entity: EntityClass, policy: Policy): ConsoleResource => ({ entity, policy });

/** Builds what AdminJS is given: never a bare entity, always the guarded reader with its table of actions. */
export function buildResource({ entity, policy }: ConsoleResource): ResourceWithOptions {
  return {
    resource: new SafeResource(entity, policy),
    options: {
      navigation: { name: policy.menu, icon: policy.icon ?? menuIcons[policy.menu] },
      titleProperty: policy.title,
      sort: { sortBy: 'id', direction: 'desc' },
      listProperties: [...policy.list],
      showProperties: [...(policy.show ?? Object.keys(shownFields(policy)))],
      filterProperties: Object.keys(policy.filters),
      editProperties: [],
      properties: propertiesFor(policy),
      actions: actionsFor(policy),
    },
  };
}

const menuIcons: Record<Policy['menu'], string> = {
  sales: 'ShoppingBag',
  marketing: 'Gift',
  catalogue: 'Package',
  finance: 'BookOpen',
  customers: 'Users',
  system: 'Activity',
};
