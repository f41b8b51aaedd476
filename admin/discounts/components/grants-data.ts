export interface ShownGrant {
  rule_id: string;
  /** Of the version that granted it. */
  version_id: string;
  rule: string;
  version: number;
  period_key: string;
  person_id: string;
  user_id: string;
  name: string;
  kind: string;
  tier: number | null;
  amount: number;
  used_amount: number;
  status: string;
  sale_id: string | null;
  valid_until: string | null;
  created_at: string;
}

export interface GrantsData {
  asked: { rule: string; customer: string; status: string };
  rules: { value: string; label: string }[];
  statuses: string[];
  grants: ShownGrant[];
  /** Where the next page begins; null at the end. */
  next: string | null;
  may_take_back: boolean;
}
