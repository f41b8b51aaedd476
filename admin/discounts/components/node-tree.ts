import type { Args, Node } from './definition.js';

/** One condition as it is being picked; a code of '' has not been chosen yet. */
export interface Condition {
  id: number;
  kind: 'condition';
  not: boolean;
  code: string;
  args: Args;
}

export interface Group {
  id: number;
  kind: 'group';
  not: boolean;
  mode: 'all' | 'any';
  items: Item[];
}

export type Item = Condition | Group;

/** Names items while they are edited: their place changes, their name does not. */
let lastId = 0;
const nextId = (): number => (lastId += 1);

export const newCondition = (code = '', args: Args = {}): Condition => ({
  id: nextId(),
  kind: 'condition',
  not: false,
  code,
  args,
});

export const newGroup = (mode: Group['mode'] = 'any', items: Item[] = []): Group => ({
  id: nextId(),
  kind: 'group',
  not: false,
  mode,
  items,
});

function itemFrom(node: Node): Item {
  if ('not' in node) {
    const inner = itemFrom(node.not);
    return { ...inner, not: !inner.not };
  }
  if ('all' in node) return newGroup('all', node.all.map(itemFrom));
  if ('any' in node) return newGroup('any', node.any.map(itemFrom));
  return newCondition(node.code, node.args);
}

/** A rule's conditions as one group that can be edited; a lone condition stands in a group of its own. */
export function treeFrom(node: Node): Group {
  const item = itemFrom(node);
  return item.kind === 'group' && !item.not ? item : newGroup('all', [item]);
}

/** The conditions as they are sent. */
export function nodeFrom(item: Item): Node {
  const plain: Node =
    item.kind === 'condition'
      ? { code: item.code, args: item.args }
      : item.mode === 'all'
        ? { all: item.items.map(nodeFrom) }
        : { any: item.items.map(nodeFrom) };
  return item.not ? { not: plain } : plain;
}

/** Where the server would say that an item stands: `who.all.1.not`. */
export const innerPath = (item: Item, path: string): string => (item.not ? `${path}.not` : path);
export const pathOfChild = (group: Group, path: string, index: number): string =>
  `${innerPath(group, path)}.${group.mode}.${index}`;

const within = (group: Group, change: (items: Item[]) => Item[]): Group => ({
  ...group,
  items: change(group.items).map((item) => (item.kind === 'group' ? within(item, change) : item)),
});

/** The same tree with one item changed. */
export function replaced(tree: Group, id: number, change: (item: Item) => Item): Group {
  const root = tree.id === id ? (change(tree) as Group) : tree;
  return within(root, (items) => items.map((item) => (item.id === id ? change(item) : item)));
}

export const removed = (tree: Group, id: number): Group =>
  within(tree, (items) => items.filter((item) => item.id !== id));

export const addedTo = (tree: Group, groupId: number, item: Item): Group =>
  replaced(tree, groupId, (group) =>
    group.kind === 'group' ? { ...group, items: [...group.items, item] } : group,
  );

/** One place up or down among its neighbours; at the ends it stays. */
export const moved = (tree: Group, id: number, by: -1 | 1): Group =>
  within(tree, (items) => {
    const from = items.findIndex((item) => item.id === id);
    const [item, neighbour] = [items[from], items[from + by]];
    if (!item || !neighbour) return items;
    return items.map((each, at) => (at === from ? neighbour : at === from + by ? item : each));
  });

/** How many conditions have not been chosen yet. */
export const unchosen = (item: Item): number =>
  item.kind === 'condition'
    ? Number(item.code === '')
    : item.items.reduce((total, each) => total + unchosen(each), 0);

export const conditionsIn = (item: Item): Condition[] =>
  item.kind === 'condition' ? [item] : item.items.flatMap(conditionsIn);
