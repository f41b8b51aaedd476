import { presentProduct, type SupplierProduct } from './product.js';
import { testProducts } from './test-products.js';

export interface PriceListFilter {
  cmd: 'prepaid' | 'pasca';
  code?: string;
  category?: string;
  brand?: string;
  type?: string;
}

/** What the supplier sells: the goods it lists and, always, the products of its test numbers. */
export class SupplierCatalogue {
  private readonly bySku: Map<string, SupplierProduct>;

  constructor(private readonly listed: readonly SupplierProduct[]) {
    this.bySku = new Map([...testProducts, ...listed].map((product) => [product.sku, product]));
  }

  find(sku: string): SupplierProduct | undefined {
    return this.bySku.get(sku);
  }

  /** Rows of the price list, filtered the way the supplier filters. */
  priceList({ cmd, code, category, brand, type }: PriceListFilter): Record<string, unknown>[] {
    return this.listed
      .filter((product) => (cmd === 'pasca') === (product.postpaid !== null))
      .filter((product) => !code || product.sku === code)
      .filter((product) => !category || product.category === category)
      .filter((product) => !brand || product.brand === brand)
      .filter((product) => !type || product.type === type)
      .map(presentProduct);
  }
}
