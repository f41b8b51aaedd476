import React, { type FC } from 'react';
import { StateBadge } from '../../shared/components/StateBadge';
import { useFormats } from '../../shared/components/format';
import { Card } from '../../shared/components/Card';
import { Facts } from '../../shared/components/Facts';
import type { StoryRow } from './story';

/** How the customer got it: the purchase at the supplier, or the parcel. */
export const DeliveryCards: FC<{ fulfilments: StoryRow[]; shipments: StoryRow[] }> = ({
  fulfilments,
  shipments,
}) => {
  const { t, number, word } = useFormats();
  return (
    <>
      {fulfilments.map((fulfilment) => (
        <Card
          key={fulfilment['id']}
          title={t('story.title_fulfilment')}
          href={`/admin/resources/Fulfilment/records/${fulfilment['id']}/show`}
          open={t('story.open')}
        >
          <Facts
            rows={[
              [
                t('properties.status'),
                <StateBadge value={String(fulfilment['status'])} resourceId="Fulfilment" />,
              ],
              [t('resources.Fulfilment.properties.supplierSku'), fulfilment['supplier_sku']],
              [t('story.customer_no'), fulfilment['customer_no']],
              [
                t('story.serial'),
                fulfilment['serial_number_hint'] && `•••• ${fulfilment['serial_number_hint']}`,
              ],
              [
                t('story.supplier_answer'),
                [
                  fulfilment['rc'],
                  fulfilment['supplier_message'] && word(String(fulfilment['supplier_message'])),
                ]
                  .filter(Boolean)
                  .join(' · '),
              ],
              [t('story.review'), fulfilment['review_reason'] && word(String(fulfilment['review_reason']))],
              [t('resources.Fulfilment.properties.calls'), number(Number(fulfilment['calls']))],
            ]}
          />
        </Card>
      ))}
      {shipments.map((shipment) => (
        <Card
          key={shipment['id']}
          title={t('story.title_shipment')}
          href={`/admin/resources/Shipment/records/${shipment['id']}/show`}
          open={t('story.open')}
        >
          <Facts
            rows={[
              [
                t('properties.status'),
                <StateBadge value={String(shipment['status'])} resourceId="Shipment" />,
              ],
              [t('story.recipient'), shipment['recipient_name']],
              [
                t('resources.Shipment.properties.address'),
                [shipment['address'], shipment['city'], shipment['postal_code']].filter(Boolean).join(', '),
              ],
              [t('story.courier'), String(shipment['courier'] ?? '').toUpperCase()],
              [t('story.tracking'), shipment['tracking_number']],
            ]}
          />
        </Card>
      ))}
    </>
  );
};
