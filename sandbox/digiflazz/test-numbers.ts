export type Ending = 'success' | 'fail' | 'pending_success' | 'pending_fail';

/** The documented test numbers of prepaid goods. */
const prepaidEndings = new Map<string, Ending>([
  ['087800001230', 'success'],
  ['087800001232', 'fail'],
  ['087800001233', 'pending_success'],
  ['087800001234', 'pending_fail'],
]);

export function prepaidEnding(customerNo: string): Ending | undefined {
  return prepaidEndings.get(customerNo);
}

export interface TestBill {
  sheets: number;
  inquiry: 'success' | 'fail';
  payment: Ending;
}

const paid = (payment: Ending, sheets = 1): TestBill => ({ sheets, inquiry: 'success', payment });
const unknownBill: TestBill = { sheets: 1, inquiry: 'fail', payment: 'fail' };

type Row = [
  ok: string,
  inquiryFails: string,
  paymentFails: string,
  pendingSuccess: string,
  pendingFail: string,
];

/** The rows that follow one pattern, per product code. */
const rows: Row[] = [
  ['1013226', '1013227', '1013230', '2013226', '2013230'],
  ['6391601001', '6391601002', '6391601005', '7391601001', '7391601005'],
  ['0110014601', '0110014603', '0110014605', '1110014601', '1110014605'],
  ['8801234560001', '8801234560002', '8801234560005', '9801234560001', '9801234560005'],
  ['6391601201', '6391601202', '6391601205', '7391601201', '7391601205'],
  [
    '329801092375999991',
    '329801092375999992',
    '329801092375999995',
    '429801092375999991',
    '429801092375999995',
  ],
  ['127246500101', '127246500102', '127246500105', '227246500101', '227246500105'],
  ['3298010921', '3298010922', '3298010923', '4298010921', '4298010923'],
  ['8102051011270001', '8102051011270002', '8102051011270003', '9102051011270001', '9102051011270003'],
  ['400000100001', '400000100002', '400000100003', '500000100001', '500000100003'],
  ['3225030005921', '3225030005922', '3225030005923', '4225030005921', '4225030005923'],
  ['082100000001', '082100000002', '082100000003', '082110000001', '082110000003'],
  ['081234554320', '081234554321', '081234554324', '081244554320', '081244554324'],
  ['9658548523568701', '9658548523568702', '9658548523568705', '0658548523568701', '0658548523568705'],
  ['530000000001', '530000000003', '530000000006', '630000000001', '630000000006'],
];

const bills = new Map<string, TestBill>(
  rows.flatMap(([ok, inquiryFails, paymentFails, pendingSuccess, pendingFail]): [string, TestBill][] => [
    [ok, paid('success')],
    [inquiryFails, unknownBill],
    [paymentFails, paid('fail')],
    [pendingSuccess, paid('pending_success')],
    [pendingFail, paid('pending_fail')],
  ]),
);
bills.set('530000000002', paid('success', 2));
bills.set('630000000002', paid('pending_success', 2));
bills.set('0110014602', paid('success', 2));
bills.set('1110014602', paid('pending_success', 2));
bills.set('1013226', paid('success', 2));
bills.set('6391601001', paid('success', 2));

/** The documented test numbers of bills. A vehicle tax number carries the owner's identity after a comma. */
export function testBill(customerNo: string): TestBill | undefined {
  const [number = ''] = customerNo.split(',');
  return bills.get(number);
}
