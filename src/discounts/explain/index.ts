export { explainOneRule, explainRules, type Question } from './explain.js';
export type { ExplainCase, Hindrance, Obstacle, RuleExplanation } from './explain-rule.js';
export { namesOfRules, sayRule, tellCustomer, type SaidReason, type SaidRule } from './say-rule.js';
export { reasonsOf, type Reason } from './reasons.js';
