import { ComponentLoader } from 'adminjs';
import { fromRoot } from '../src/platform/root.js';

/** Everything the browser draws itself. Paths lead to the sources, because the bundler compiles them. */
export const componentLoader = new ComponentLoader();

const add = (name: string, folder: string) =>
  componentLoader.add(name, fromRoot('admin', folder, 'components', name));

const override = (name: string, file: string) =>
  componentLoader.override(name, fromRoot('admin', 'shared', 'components', file));

export const Components = {
  ActionForm: add('ActionForm', 'shared'),
  RecordList: add('RecordList', 'shared'),
  RecordCard: add('RecordCard', 'shared'),
  MoneyValue: add('MoneyValue', 'shared'),
  InstantValue: add('InstantValue', 'shared'),
  StateValue: add('StateValue', 'shared'),
  ChoiceValue: add('ChoiceValue', 'shared'),
  CodeValue: add('CodeValue', 'shared'),
  WordValue: add('WordValue', 'shared'),
  FlagValue: add('FlagValue', 'shared'),
  JsonValue: add('JsonValue', 'shared'),
  MaskedValue: add('MaskedValue', 'shared'),
  ReferenceValue: add('ReferenceValue', 'shared'),
  TextValue: add('TextValue', 'shared'),
  DaysFilter: add('DaysFilter', 'shared'),
  ChoiceFilter: add('ChoiceFilter', 'shared'),
  ReferenceFilter: add('ReferenceFilter', 'shared'),
  Home: add('Home', 'dashboards'),
  SaleStory: add('SaleStory', 'transactions'),
  ApprovalStory: add('ApprovalStory', 'staff'),
  ProductStory: add('ProductStory', 'products'),
  WalletStory: add('WalletStory', 'wallets'),
  DayCloseStory: add('DayCloseStory', 'ledger'),
  AuditStory: add('AuditStory', 'ledger'),
  DisputeDesk: add('DisputeDesk', 'disputes'),
  DisputeQueue: add('DisputeQueue', 'disputes'),
  CustomerStory: add('CustomerStory', 'users'),
  TicketStory: add('TicketStory', 'care'),
  DealsBoard: add('DealsBoard', 'dashboards'),
  RoomStory: add('RoomStory', 'rooms'),
  EscrowStory: add('EscrowStory', 'escrows'),
  DiscountStudio: add('DiscountStudio', 'discounts'),
  DiscountResults: add('DiscountResults', 'discounts'),
  DiscountWhy: add('DiscountWhy', 'discounts'),
  DiscountGrants: add('DiscountGrants', 'discounts'),
  DiscountRuns: add('DiscountRuns', 'discounts'),
  ToStudio: add('ToStudio', 'discounts'),
  VoucherStory: add('VoucherStory', 'vouchers'),
  RefusalStory: add('RefusalStory', 'vouchers'),
  QueueDesk: add('QueueDesk', 'platform'),
  FeeDesk: add('FeeDesk', 'escrows'),
  FeeScheduleStory: add('FeeScheduleStory', 'escrows'),
} as const;

override('TopBar', 'TopBar');
override('SidebarBranding', 'SidebarBranding');
override('NoRecords', 'NoRecords');
override('Breadcrumbs', 'Breadcrumbs');
override('ActionHeader', 'ActionHeader');
override('SidebarResourceSection', 'SidebarResourceSection');
override('SidebarPages', 'SidebarPages');
