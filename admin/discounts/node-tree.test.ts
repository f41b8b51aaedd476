import assert from 'node:assert/strict';
import {
  addedTo,
  conditionsIn,
  innerPath,
  moved,
  newCondition,
  newGroup,
  nodeFrom,
  pathOfChild,
  removed,
  replaced,
  treeFrom,
  unchosen,
} from './components/node-tree.js';

const birthday = { code: 'birthday_within', args: { days: 3 } };
const spender = { code: 'lifetime_spend', args: { at_least: 1_000_000 } };
const reseller = { code: 'customer_type', args: { is: 'reseller' } };

describe('the conditions of a rule while they are picked', () => {
  it('come back as they were: groups in groups, and what must not hold', () => {
    const node = { all: [birthday, { not: reseller }, { any: [spender, { not: { all: [birthday] } }] }] };
    assert.deepEqual(nodeFrom(treeFrom(node)), node);
  });

  it('stand in one group, also when there was one condition only or none of the groups may hold', () => {
    assert.deepEqual(nodeFrom(treeFrom(birthday)), { all: [birthday] });
    const none = { not: { any: [birthday, spender] } };
    assert.deepEqual(nodeFrom(treeFrom(none)), { all: [none] });
    assert.deepEqual(nodeFrom(treeFrom({ not: { not: birthday } })), { all: [birthday] });
  });

  it('change, move and go one by one, at any depth', () => {
    const inner = newGroup('any', [newCondition('customer_type', { is: 'reseller' })]);
    let tree = addedTo(treeFrom({ all: [birthday, spender] }), 0, newCondition());
    assert.equal(tree.items.length, 2, 'a group that is not there takes nothing');
    tree = addedTo(tree, tree.id, inner);
    const [first, second] = tree.items;
    assert.ok(first && second);
    tree = moved(tree, second.id, -1);
    assert.deepEqual(moved(tree, second.id, -1), tree, 'the first stays first');
    tree = addedTo(tree, inner.id, newCondition());
    assert.equal(unchosen(tree), 1);
    const last = conditionsIn(tree).at(-1);
    assert.ok(last);
    tree = replaced(tree, last.id, (item) => ({ ...item, code: 'city', args: {} }));
    assert.equal(unchosen(tree), 0);
    tree = removed(tree, first.id);
    assert.deepEqual(nodeFrom(tree), { all: [spender, { any: [reseller, { code: 'city', args: {} }] }] });
  });

  it('are found by the place that a refusal names', () => {
    const tree = treeFrom({ all: [birthday, { not: { any: [spender] } }] });
    const group = tree.items[1];
    assert.ok(group?.kind === 'group');
    const path = pathOfChild(tree, 'who', 1);
    assert.equal(innerPath(group, path), 'who.all.1.not');
    assert.equal(pathOfChild(group, path, 0), 'who.all.1.not.any.0');
  });
});
